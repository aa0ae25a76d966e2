// What can be wrong with a value by itself, and what DynamoDB says about it.

package enum ValueFault: Error, Sendable, Hashable {
  case noType
  case severalTypes
  case notANumber(ByteString)
  case numberOverflow
  case numberUnderflow
  case numberTooPrecise
  case emptySet(SetKind)
  case duplicates([String])
  case nullIsFalse
  case nestedTooDeeply

  package enum SetKind: Sendable, Hashable { case string, number, binary }

  /// EVIDENCE: the messages of ValidationException as captured from the service; the double spaces
  /// and the missing ones are the service's own.
  package var message: String {
    let values = "One or more parameter values were invalid: "
    switch self {
    case .noType:
      return "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes"
    case .severalTypes:
      return "Supplied AttributeValue has more than one datatypes set, "
        + "must contain exactly one of the supported datatypes"
    case .notANumber(let text):
      return text.bytes.isEmpty
        ? "The parameter cannot be converted to a numeric value"
        : "The parameter cannot be converted to a numeric value: \(text)"
    case .numberOverflow:
      return "Number overflow. "
        + "Attempting to store a number with magnitude larger than supported range"
    case .numberUnderflow:
      return "Number underflow. "
        + "Attempting to store a number with magnitude smaller than supported range"
    case .numberTooPrecise:
      return "Attempting to store more than 38 significant digits in a Number"
    case .emptySet(.string): return values + "An string set  may not be empty"
    case .emptySet(.number): return values + "An number set  may not be empty"
    case .emptySet(.binary): return values + "Binary sets should not be empty"
    case .duplicates(let elements):
      return values + "Input collection [\(elements.joined(separator: ", "))] contains duplicates."
    case .nullIsFalse: return values + "Null attribute value types must have the value of true"
    case .nestedTooDeeply:
      return "Nesting Levels have exceeded supported limits: "
        + "Attributes in the item have nested levels beyond supported limit"
    }
  }
}
