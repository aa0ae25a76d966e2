// What is wrong with a definition of a table, in DynamoDB's words.

/// The message of a ValidationException, or of the LimitExceededException where it is one.
package enum TableFault: Error, Sendable, Hashable {
  case invalid(String)
  case limitExceeded(String)

  /// Most messages begin with the same words.
  static func values(_ rest: String) -> TableFault {
    .invalid("One or more parameter values were invalid: " + rest)
  }

  package var message: String {
    switch self {
    case .invalid(let message), .limitExceeded(let message): message
    }
  }
}

extension [String] {
  /// As messages list names: `[a, b]`.
  package var listed: String { "[" + joined(separator: ", ") + "]" }
}
