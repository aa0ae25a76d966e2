// AUD-1, a row of what the tiers require.

import AWSNames
import CloudFormation
import Diagnostics

enum UnrecordedRequests: TierRule {
  static let code = Code("AUD-1", "unrecorded-requests", .error)
  static let requirement = "a trail records the requests for the items of each table"
  static let bars = TierBars(commercial: .advised, moderate: .required, high: .required)
  static let controls: [Control] = ["AU-2", "AU-3", "AU-12", "AC-6(9)"]

  static func check(_ stack: StackView, _ report: inout RuleReport) {
    let selectors = stack.all(AWSCloudTrailTrail.self).flatMap(\.tableSelectors)
    for table in stack.tables {
      if let selector = selectors.first(where: { records($0, table) }) {
        report.holds(table, at: selector)
      } else {
        report.fails(
          table, at: nil, "no trail records who reads and writes table `\(table.tableName)`",
          help: "write `audit: { cloudTrailDataEvents: all }`, or `trail: external` with its ARN")
      }
    }
  }

  /// Reads and writes of this table, or of every table.
  private static func records(_ selector: ValueView, _ table: ResourceView) -> Bool {
    guard !selector.names("readOnly") else { return false }
    if !selector.names("resources.ARN") { return true }
    return selector.selects("resources.ARN") {
      $0.namedResource == table.id || ($0.text?.holds(":table/\(table.tableName)") ?? false)
    }
  }
}
