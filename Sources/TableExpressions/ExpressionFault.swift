// What can be wrong with an expression, and what DynamoDB says about it: each message once.

import TableItems

/// Which parameter an expression came in: messages name it.
package enum ExpressionKind: String, Sendable, Hashable {
  case condition = "ConditionExpression"
  case filter = "FilterExpression"
  case keyCondition = "KeyConditionExpression"
  case update = "UpdateExpression"
  case projection = "ProjectionExpression"
}

/// The message of a ValidationException, whole.
package struct ExpressionFault: Error, Sendable, Hashable {
  package let message: String

  package init(_ message: String) { self.message = message }

  /// Most messages begin with the parameter that they are about.
  init(_ kind: ExpressionKind, _ rest: String) {
    message = "Invalid \(kind.rawValue): " + rest
  }
}

/// What is found in an expression as a whole; of several faults the first kind here is told.
///
/// EVIDENCE: aws-facts of the service, "order within one expression".
enum FaultRank: Int, CaseIterable {
  case section, parentheses, unknownFunction, misusedFunction, reserved
  case undefinedName, undefinedValue, overlap, pathConflict, arity, distinct, operandType
}

/// The first fault of each rank.
struct FaultLedger {
  let kind: ExpressionKind
  private var found: [FaultRank: String] = [:]

  init(_ kind: ExpressionKind) { self.kind = kind }

  mutating func note(_ rank: FaultRank, _ text: @autoclosure () -> String) {
    if found[rank] == nil { found[rank] = text() }
  }

  func throwFirst() throws(ExpressionFault) {
    guard !found.isEmpty else { return }
    for rank in FaultRank.allCases {
      if let text = found[rank] { throw ExpressionFault(kind, text) }
    }
  }
}

/// The messages of faults that expressions have in common.
enum ExpressionMessage {
  static let empty = "The expression can not be empty;"
  static let redundantParentheses = "The expression has redundant parentheses;"

  static func syntax(token: String, near: String) -> String {
    "Syntax error; token: \"\(token)\", near: \"\(near)\""
  }

  static func tooLong(_ size: Int) -> String {
    "Expression size has exceeded the maximum allowed size; expression size: \(size)"
  }

  static func tooManyOperators(_ count: Int) -> String {
    "The expression contains too many operators; operator count: \(count)"
  }

  static func tooManyOperands(_ count: Int) -> String {
    "The IN operator is provided with too many operands; number of operands: \(count)"
  }

  static func tooDeep() -> String { "The expression is nested too deeply;" }

  static func unknownFunction(_ name: String) -> String {
    "Invalid function name; function: \(name)"
  }

  static func misusedFunction(_ name: String) -> String {
    "The function is not allowed to be used this way in an expression; function: \(name)"
  }

  static func reserved(_ word: String) -> String {
    "Attribute name is a reserved keyword; reserved keyword: \(word)"
  }

  static func undefinedName(_ name: ByteString) -> String {
    "An expression attribute name used in the document path is not defined; attribute name: \(name)"
  }

  static func undefinedValue(_ name: ByteString) -> String {
    "An expression attribute value used in expression is not defined; attribute value: \(name)"
  }

  static func arity(_ function: String, _ count: Int) -> String {
    "Incorrect number of operands for operator or function; "
      + "operator or function: \(function), number of operands: \(count)"
  }

  static func operandType(_ function: String, _ type: ValueType) -> String {
    "Incorrect operand type for operator or function; "
      + "operator or function: \(function), operand type: \(type.rawValue)"
  }

  static func needsPath(_ function: String) -> String {
    "Operator or function requires a document path; operator or function: \(function)"
  }

  static func notDistinct(_ function: String, _ path: DocumentPath) -> String {
    "The first operand must be distinct from the remaining operands for this operator or function; "
      + "operator: \(function), first operand: \(path)"
  }

  static func bounds(_ lower: ValueView, _ upper: ValueView) -> String {
    "The BETWEEN operator requires upper bound to be greater than or equal to lower bound; "
      + boundOperands(lower, upper)
  }

  static func boundTypes(_ lower: ValueView, _ upper: ValueView) -> String {
    "The BETWEEN operator requires same data type for lower and upper bounds; "
      + boundOperands(lower, upper)
  }

  private static func boundOperands(_ lower: ValueView, _ upper: ValueView) -> String {
    "lower bound operand: AttributeValue: \(lower), upper bound operand: AttributeValue: \(upper)"
  }

  static func typeName(_ name: String) -> String {
    "Invalid attribute type name found; type: \(name), valid types: "
      + "{B,NULL,SS,BOOL,L,BS,N,NS,S,M}"
  }

  static func overlap(_ one: DocumentPath, _ other: DocumentPath) -> String {
    "Two document paths overlap with each other; must remove or rewrite one of these paths; "
      + "path one: \(one), path two: \(other)"
  }

  static func pathConflict(_ one: DocumentPath, _ other: DocumentPath) -> String {
    "Two document paths conflict with each other; must remove or rewrite one of these paths; "
      + "path one: \(one), path two: \(other)"
  }

  static func sectionTwice(_ section: String) -> String {
    "The \"\(section)\" section can only be used once in an update expression;"
  }

  static func sectionType(_ section: String, _ type: ValueType) -> String {
    "Incorrect operand type for operator or function; operator: \(section), "
      + "operand type: \(longName(of: type)), typeSet: ALLOWED_FOR_\(section)_OPERAND"
  }

  private static func longName(of type: ValueType) -> String {
    switch type {
    case .string: "STRING"
    case .number: "NUMBER"
    case .binary: "BINARY"
    case .boolean: "BOOLEAN"
    case .null: "NULL"
    case .list: "LIST"
    case .map: "MAP"
    case .stringSet: "STRING_SET"
    case .numberSet: "NUMBER_SET"
    case .binarySet: "BINARY_SET"
    }
  }
}
