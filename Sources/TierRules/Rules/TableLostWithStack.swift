// PRO-2, a row of what the tiers require.

import CloudFormation
import Diagnostics

enum TableLostWithStack: TierRule {
  static let code = Code("PRO-2", "table-lost-with-stack", .error)
  static let requirement = "a table outlives its stack, and its own replacement"
  static let bars = TierBars(commercial: .advised, moderate: .required, high: .required)
  static let controls: [Control] = ["CP-9", "SI-12"]

  static func check(_ stack: StackView, _ report: inout RuleReport) {
    for table in stack.tables {
      let kept = table.deletionPolicy
      if kept.isKept, table.updateReplacePolicy.isKept {
        report.holds(table, at: kept)
      } else {
        report.fails(
          table, at: kept.isKept ? table.updateReplacePolicy : kept,
          "table `\(table.tableName)` and its data go with the stack",
          help: "leave `removalPolicy` out, or write `retain`")
      }
    }
  }
}
