// PRO-1, a row of what the tiers require.

import Diagnostics

enum DeletableTable: TierRule {
  static let code = Code("PRO-1", "deletable-table", .error)
  static let requirement = "a table refuses to be deleted, in each of its regions"
  static let bars = TierBars(commercial: .advised, moderate: .required, high: .required)
  static let controls: [Control] = ["CM-3", "SC-5", "SI-12"]

  static func check(_ stack: StackView, _ report: inout RuleReport) {
    for copy in stack.tableCopies {
      report.require(
        copy["DeletionProtectionEnabled"], of: copy.resource,
        "\(copy.title) can be deleted by whoever may call `DeleteTable`",
        help: "write `deletionProtectionEnabled: true`")
    }
  }
}
