// Conditions and updates as requests said them before there were expressions.

package import TableItems

package enum LegacyComparison: String, Sendable, Hashable, Codable, CaseIterable {
  case equal = "EQ"
  case notEqual = "NE"
  case inList = "IN"
  case lessOrEqual = "LE"
  case less = "LT"
  case greaterOrEqual = "GE"
  case greater = "GT"
  case between = "BETWEEN"
  case notNull = "NOT_NULL"
  case null = "NULL"
  case contains = "CONTAINS"
  case notContains = "NOT_CONTAINS"
  case beginsWith = "BEGINS_WITH"
}

/// An entry of `KeyConditions`, `QueryFilter` or `ScanFilter`.
package struct LegacyCondition: Sendable, Hashable {
  package let comparison: LegacyComparison
  package let values: [AttributeValue]

  package init(_ comparison: LegacyComparison, _ values: [AttributeValue] = []) {
    self.comparison = comparison
    self.values = values
  }
}

/// An entry of `Expected`.
package struct ExpectedAttribute: Sendable, Hashable, Codable {
  package let exists: Bool?
  package let value: AttributeValue?
  package let comparison: LegacyComparison?
  package let values: [AttributeValue]?

  package init(
    exists: Bool? = nil, value: AttributeValue? = nil, comparison: LegacyComparison? = nil,
    values: [AttributeValue]? = nil
  ) {
    self.exists = exists
    self.value = value
    self.comparison = comparison
    self.values = values
  }
}

package enum LegacyAction: String, Sendable, Hashable, Codable, CaseIterable {
  case add = "ADD"
  case put = "PUT"
  case delete = "DELETE"
}

/// An entry of `AttributeUpdates`.
package struct LegacyUpdate: Sendable, Hashable, Codable {
  package let action: LegacyAction
  package let value: AttributeValue?

  package init(_ action: LegacyAction = .put, _ value: AttributeValue? = nil) {
    self.action = action
    self.value = value
  }
}

package enum LegacyConnective: String, Sendable, Hashable, Codable, CaseIterable {
  case and = "AND"
  case or = "OR"
}
