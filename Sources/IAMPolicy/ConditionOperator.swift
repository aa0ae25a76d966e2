// The operators of conditions: what they compare, and how they treat many values or none.

import Diagnostics

/// EVIDENCE: IAM user guide, "IAM JSON policy elements: Condition operators".
package enum ConditionComparison: String, CaseIterable, Sendable {
  case stringEquals = "StringEquals"
  case stringNotEquals = "StringNotEquals"
  case stringEqualsIgnoreCase = "StringEqualsIgnoreCase"
  case stringNotEqualsIgnoreCase = "StringNotEqualsIgnoreCase"
  case stringLike = "StringLike"
  case stringNotLike = "StringNotLike"
  case numericEquals = "NumericEquals"
  case numericNotEquals = "NumericNotEquals"
  case numericLessThan = "NumericLessThan"
  case numericLessThanEquals = "NumericLessThanEquals"
  case numericGreaterThan = "NumericGreaterThan"
  case numericGreaterThanEquals = "NumericGreaterThanEquals"
  case dateEquals = "DateEquals"
  case dateNotEquals = "DateNotEquals"
  case dateLessThan = "DateLessThan"
  case dateLessThanEquals = "DateLessThanEquals"
  case dateGreaterThan = "DateGreaterThan"
  case dateGreaterThanEquals = "DateGreaterThanEquals"
  case bool = "Bool"
  case binaryEquals = "BinaryEquals"
  case ipAddress = "IpAddress"
  case notIpAddress = "NotIpAddress"
  case arnEquals = "ArnEquals"
  case arnLike = "ArnLike"
  case arnNotEquals = "ArnNotEquals"
  case arnNotLike = "ArnNotLike"
  case null = "Null"

  /// Whether it is content when no listed value fits.
  package var isNegated: Bool {
    switch self {
    case .stringNotEquals, .stringNotEqualsIgnoreCase, .stringNotLike, .numericNotEquals,
      .dateNotEquals, .notIpAddress, .arnNotEquals, .arnNotLike:
      return true
    case .stringEquals, .stringEqualsIgnoreCase, .stringLike, .numericEquals, .numericLessThan,
      .numericLessThanEquals, .numericGreaterThan, .numericGreaterThanEquals, .dateEquals,
      .dateLessThan, .dateLessThanEquals, .dateGreaterThan, .dateGreaterThanEquals, .bool,
      .binaryEquals, .ipAddress, .arnEquals, .arnLike, .null:
      return false
    }
  }
}

package struct ConditionOperator: Sendable {
  package enum Quantifier: String, Sendable, CaseIterable {
    case forAllValues = "ForAllValues:"
    case forAnyValue = "ForAnyValue:"
  }

  private static let absenceSuffix = "IfExists"

  package let comparison: ConditionComparison
  /// Nil for an operator that knows one value only.
  package let quantifier: Quantifier?
  /// `…IfExists`.
  package let toleratesAbsence: Bool

  /// `Null` asks for presence alone: `IfExists` would make it idle, and a quantifier has no values
  /// to count.
  package init?(named name: String) {
    var rest = name[...]
    quantifier = Quantifier.allCases.first { name.hasPrefix($0.rawValue) }
    if let quantifier { rest = rest.dropFirst(quantifier.rawValue.count) }
    toleratesAbsence = rest.hasSuffix(ConditionOperator.absenceSuffix)
    if toleratesAbsence { rest = rest.dropLast(ConditionOperator.absenceSuffix.count) }
    guard let comparison = ConditionComparison(rawValue: String(rest)) else { return nil }
    if comparison == .null, quantifier != nil || toleratesAbsence { return nil }
    self.comparison = comparison
  }

  /// As a policy writes it.
  package var name: String {
    (quantifier?.rawValue ?? "") + comparison.rawValue
      + (toleratesAbsence ? ConditionOperator.absenceSuffix : "")
  }

  /// What was probably meant.
  static func nearest(to name: String) -> String? {
    let known = ConditionComparison.allCases.map(\.rawValue)
    // Case aside the name may be right, which `nearest` does not call near.
    if let same = known.first(where: { $0.lowercased() == name.lowercased() }) { return same }
    return Suggestion.nearest(to: name, among: known.sorted())
  }
}
