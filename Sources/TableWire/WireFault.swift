// Why a request gets no result: what the protocol refuses, and what the engine does.

package import TableEngine

package enum WireFault: Error, Sendable, Hashable {
  /// JSON of another form than the operation has; a text that is no JSON gets no message.
  case serialization(String?)
  case unknownOperation
  case missingAuthenticationToken
  case incompleteSignature(String)
  case unrecognizedClient
  case accessDenied(String)
  /// An operation that the simulator knows and does not have yet.
  case engine(EngineError)

  static func validation(_ message: String) -> WireFault { .engine(.validation(message)) }
}

/// What is said of JSON that has another form than the operation.
///
/// EVIDENCE: SerializationException as captured from the service; UNCERTAIN where the service names
/// classes of its own language, which differ from one release to the next.
enum SerializationWording {
  static let structureExpectedNot = "Start of structure or map found where not expected."
  static let listExpectedNot = "Start of list found where not expected"
  static let fieldType = "Unexpected field type"
  static let unexpectedToken = "Unexpected token received from parser"
  static let base64Length = "Base64 encoded length is expected a multiple of 4 bytes but found: "
  static let base64Character = "Invalid last non-pad Base64 character dectected"

  static func cannotConvert(_ kind: JSONTape.Kind, isIntricate: Bool, to type: String) -> String {
    let name: String
    switch kind {
    case .string: name = "STRING_VALUE"
    case .number: name = isIntricate ? "DECIMAL_VALUE" : "NUMBER_VALUE"
    case .trueValue: name = "TRUE_VALUE"
    case .falseValue: name = "FALSE_VALUE"
    case .null: name = "NULL_VALUE"
    case .object: return structureExpectedNot
    case .array: return listExpectedNot
    }
    return "\(name) cannot be converted to \(type)"
  }
}
