// What can be wrong with a reference.

package import Diagnostics

package enum ReferenceCodes {
  package static let malformed = Code("REF001", "malformed-reference", .error)
  package static let unknownComponent = Code("REF002", "unknown-component", .error)
  package static let unknownAttribute = Code("REF003", "unknown-attribute", .error)
  package static let unavailable = Code("REF004", "attribute-not-there", .error)
  package static let unknownValue = Code("REF005", "unknown-environment-value", .error)
  package static let noEnvironment = Code("REF006", "no-environment-chosen", .error)
  package static let policyVariable = Code("REF007", "policy-variable-out-of-place", .error)
  package static let cycle = Code("REF008", "reference-cycle", .error)
  package static let unknownEnvironment = Code("REF009", "unknown-environment", .error)
  package static let inKey = Code("REF010", "reference-in-key", .error)
}
