// MON-1, a row of what the tiers require.

import Diagnostics

enum NoContributorInsights: TierRule {
  static let code = Code("MON-1", "no-contributor-insights", .error)
  static let requirement =
    "it is recorded which keys are used most, in the table and its indexes, in each region"
  static let bars = TierBars(moderate: .advised, high: .required)
  static let controls: [Control] = ["AU-6", "SI-4"]

  static func check(_ stack: StackView, _ report: inout RuleReport) {
    for copy in stack.tableCopies {
      report.require(
        copy["ContributorInsightsSpecification"]["Enabled"], of: copy.resource,
        "nobody sees which keys of \(copy.title) are used most",
        help: "leave `contributorInsightsSpecification` out, or write `enabled: true`")
      for index in copy.resource["GlobalSecondaryIndexes"].elements {
        check(index, of: copy, &report)
      }
    }
  }

  private static func check(
    _ index: ValueView, of copy: TableCopy, _ report: inout RuleReport
  ) {
    guard let name = index["IndexName"].string else { return }
    // A replica says it of its indexes in a list of its own.
    let setting =
      copy.region == nil
      ? index : copy["GlobalSecondaryIndexes"].elements.first { $0["IndexName"].string == name }
    guard let insights = setting?["ContributorInsightsSpecification"]["Enabled"],
      insights.boolean == true
    else {
      report.fails(
        copy.resource, at: index["IndexName"],
        "nobody sees which keys of index `\(name)` are used most, in \(copy.title)",
        help: "leave `contributorInsightsSpecification` of the index out, or write `enabled: true`")
      return
    }
    report.holds(copy.resource, at: insights)
  }
}
