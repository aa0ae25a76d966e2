// AUD-1, a row of what the tiers require.

import AWSNames
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
      .filter { !$0.names("readOnly") && $0.selects("eventCategory") { $0.string == "Data" } }
    for table in stack.tables {
      for (copy, selector) in recorded(table, selectors) {
        if let selector {
          report.holds(table, at: selector)
        } else {
          report.fails(
            table, at: nil, "no trail records who reads and writes \(copy.title)",
            help: "write `audit: { cloudTrailDataEvents: all }`, or `trail: external` with its ARN")
        }
      }
    }
  }

  /// The selector that records each copy of a table, nil for a copy that none records.
  private static func recorded(
    _ table: ResourceView, _ selectors: [ValueView]
  ) -> [(TableCopy, ValueView?)] {
    var copies = table.copies.map { copy in
      (copy, selectors.first { !$0.names("resources.ARN") || selects($0, copy) })
    }
    // The resource's own ARN is that of one region: of the stack's, if anybody said which that is.
    let own = selectors.first { $0.selects("resources.ARN") { $0.namedResource == table.id } }
    let place = copies.firstIndex { copy, selector in
      selector == nil
        && (table.region == nil || copy.region == nil || copy.region?.string == table.region)
    }
    if let own, let place { copies[place].1 = own }
    return copies
  }

  /// By a text with the name of the table, and of the region where there are several.
  private static func selects(_ selector: ValueView, _ copy: TableCopy) -> Bool {
    selector.selects("resources.ARN") { arn in
      guard let text = arn.text, text.hasSuffix(":table/\(copy.resource.tableName)") else {
        return false
      }
      return copy.region.map { text.holds(":dynamodb:\($0.text ?? ""):") } ?? true
    }
  }
}
