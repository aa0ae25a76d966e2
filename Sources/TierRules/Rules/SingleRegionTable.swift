// REG-2, a row of what the tiers require.

import Diagnostics

enum SingleRegionTable: TierRule {
  static let code = Code("REG-2", "single-region-table", .error)
  static let requirement = "the data of a table is in two regions"
  static let bars = TierBars(moderate: .none, high: .required)
  static let controls: [Control] = [
    "CP-6", "CP-7", .high("CP-2(5)"), .high("CP-10(4)"),
  ]

  static func check(_ stack: StackView, _ report: inout RuleReport) {
    for table in stack.tables {
      let regions = Set(table.copies.compactMap { $0.region?.text })
      if regions.count > 1 {
        report.holds(table, at: table["Replicas"])
      } else {
        report.fails(
          table, at: table.isGlobalTable ? table["Replicas"] : nil,
          "table `\(table.tableName)` is in one region only",
          help: "add `globalTables: { regions: […] }` with the region of the stack and another")
      }
    }
  }
}
