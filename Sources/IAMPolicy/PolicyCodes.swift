// The codes of what can be wrong in a policy.

import Diagnostics

enum PolicyCodes {
  static let malformedElement = Code("IAM001", "malformed-policy-element", .error)
  static let unknownElement = Code("IAM002", "unknown-policy-element", .error)
  static let unknownVersion = Code("IAM003", "unknown-policy-version", .error)
  static let missingElement = Code("IAM004", "policy-element-missing", .error)
  static let oppositeElements = Code("IAM005", "opposite-policy-elements", .error)
  static let unknownEffect = Code("IAM006", "unknown-policy-effect", .error)
  static let malformedAction = Code("IAM007", "malformed-policy-action", .error)
  static let malformedResource = Code("IAM008", "malformed-policy-resource", .error)
  static let malformedPrincipal = Code("IAM009", "malformed-policy-principal", .error)
  static let misplacedElement = Code("IAM010", "policy-element-out-of-place", .error)
  static let unknownOperator = Code("IAM011", "unknown-condition-operator", .error)
  static let malformedValue = Code("IAM012", "malformed-condition-value", .error)
  static let repeatedKey = Code("IAM013", "repeated-condition-key", .error)
  static let malformedStatementID = Code("IAM014", "malformed-statement-id", .error)
  static let repeatedStatementID = Code("IAM015", "repeated-statement-id", .error)
  static let malformedVariable = Code("IAM016", "malformed-policy-variable", .error)
}
