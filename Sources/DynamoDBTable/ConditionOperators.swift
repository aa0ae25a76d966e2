// The operators an IAM condition may name.

import Diagnostics

/// EVIDENCE: IAM user guide, "IAM JSON policy elements: Condition operators".
enum ConditionOperators {
  private static let names: Set<String> = [
    "StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase",
    "StringLike", "StringNotLike", "NumericEquals", "NumericNotEquals", "NumericLessThan",
    "NumericLessThanEquals", "NumericGreaterThan", "NumericGreaterThanEquals", "DateEquals",
    "DateNotEquals", "DateLessThan", "DateLessThanEquals", "DateGreaterThan",
    "DateGreaterThanEquals", "Bool", "BinaryEquals", "IpAddress", "NotIpAddress", "ArnEquals",
    "ArnLike", "ArnNotEquals", "ArnNotLike", "Null",
  ]
  private static let sets = ["ForAllValues:", "ForAnyValue:"]

  /// With a set operator before it and `IfExists` after it, as far as those may stand there.
  static func contains(_ name: String) -> Bool {
    var rest = name[...]
    if let set = sets.first(where: { name.hasPrefix($0) }) { rest = rest.dropFirst(set.count) }
    if names.contains(String(rest)) { return true }
    return rest.hasSuffix("IfExists") && rest != "NullIfExists"
      && names.contains(String(rest.dropLast("IfExists".count)))
  }

  static func nearest(to name: String) -> String? {
    Suggestion.nearest(to: name, among: names.sorted())
  }
}
