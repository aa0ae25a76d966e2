// TAG-1, a row of what the tiers require.

import Diagnostics

enum UntaggedTable: TierRule {
  static let code = Code("TAG-1", "untagged-table", .error)
  static let requirement =
    "a table says who answers for it, where it runs, how sensitive it is and its bar"
  static let bars = TierBars(commercial: .advised, moderate: .required, high: .required)
  static let controls: [Control] = ["CM-8", "RA-2"]
  private static let keys = ["owner", "environment", "data-classification", "compliance-framework"]

  static func check(_ stack: StackView, _ report: inout RuleReport) {
    for copy in stack.tableCopies {
      let tags = copy["Tags"].elements
      let given = tags.compactMap { $0["Key"].string?.lowercased() }
      let missing = keys.filter { !given.contains($0) }
      if missing.isEmpty {
        report.holds(copy.resource, at: copy["Tags"])
      } else {
        report.fails(
          copy.resource, at: copy["Tags"],
          "\(copy.title) lacks " + missing.map { "the tag `\($0)`" }.joined(separator: ", "),
          help: help(for: missing))
      }
    }
  }

  /// The owner of a service has a key of its own; what else is missing are tags like any other.
  private static func help(for missing: [String]) -> String {
    let tags = missing.filter { $0 != "owner" }
    let write = "`tags: { \(tags.map { "\($0): …" }.joined(separator: ", ")) }`"
    guard missing.contains("owner") else { return "write \(write)" }
    return tags.isEmpty ? "write `owner:` at the top" : "write `owner:` at the top, and \(write)"
  }
}
