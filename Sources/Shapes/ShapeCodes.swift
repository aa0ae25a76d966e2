// What can be wrong with the shape of a value.

package import Diagnostics

package enum ShapeCodes {
  package static let unknownKey = Code("SHAPE001", "unknown-key", .error)
  package static let wrongType = Code("SHAPE002", "wrong-type", .error)
  package static let notAllowed = Code("SHAPE003", "value-not-allowed", .error)
  package static let missingKey = Code("SHAPE004", "missing-key", .error)
  package static let outOfRange = Code("SHAPE005", "number-out-of-range", .error)
  package static let wrongLength = Code("SHAPE006", "wrong-length", .error)
  package static let wrongCount = Code("SHAPE007", "wrong-count", .error)
  package static let wrongForm = Code("SHAPE008", "wrong-form", .error)
  package static let repeated = Code("SHAPE009", "repeated-element", .error)
  package static let givenTwice = Code("SHAPE010", "key-given-twice", .error)
  package static let noValue = Code("SHAPE011", "key-without-value", .error)
  package static let ineffective = Code("SHAPE012", "setting-without-effect", .warning)
  package static let readAsString = Code("SHAPE013", "value-read-as-string", .warning)
  package static let otherSpelling = Code("SHAPE014", "other-spelling", .note)
  package static let noReference = Code("SHAPE015", "reference-not-allowed", .error)
}
