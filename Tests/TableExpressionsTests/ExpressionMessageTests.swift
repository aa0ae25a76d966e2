// What is said of expressions that cannot be meant: each message of the service once.

import TableExpressions
import TableItems
import Testing

@Suite struct ExpressionMessageTests {
  static let values: Item = [
    ":s": "text", ":n": 1, ":m": 2, ":b": .boolean(true), ":l": .list([]),
    ":ss": .stringSet(["a"]), ":a": "a", ":t": "S", ":z": "b", ":bad": "XX",
  ]
  static let names: [ByteString: ByteString] = ["#a": "a", "#b": "b", "#s": "size"]

  private func fault(_ body: (inout PlaceholderScope) throws -> Void) -> String {
    var scope = PlaceholderScope(names: Self.names, values: Self.values)
    do {
      try body(&scope)
      return "accepted"
    } catch { return (error as? ExpressionFault)?.message ?? "\(error)" }
  }

  /// Developer Guide, "Comparison operator and function reference"; messages as captured.
  @Test(arguments: [
    ("", "The expression can not be empty;"), ("  ", "The expression can not be empty;"),
    ("a b", #"Syntax error; token: "b", near: "a b""#),
    ("a = = :s", #"Syntax error; token: "=", near: "= = :s""#),
    ("a =", #"Syntax error; token: "<EOF>", near: "=""#),
    ("INVALID SYNTAX", #"Syntax error; token: "SYNTAX", near: "INVALID SYNTAX""#),
    ("a = :s AND", #"Syntax error; token: "<EOF>", near: "AND""#),
    ("a ! :s", #"Syntax error; token: "!", near: "a ! :s""#),
    ("((a = :s))", "The expression has redundant parentheses;"),
    ("((a)) = :s", "The expression has redundant parentheses;"),
    ("foo(a)", "Invalid function name; function: foo"),
    ("Size(a) > :n", "Invalid function name; function: Size"),
    (
      "size(a)",
      "The function is not allowed to be used this way in an expression; function: size"
    ),
    (
      "contains(a, :s) = :n",
      "The function is not allowed to be used this way in an expression; function: contains"
    ),
    ("name = :s", "Attribute name is a reserved keyword; reserved keyword: name"),
    ("a.Size = :s", "Attribute name is a reserved keyword; reserved keyword: Size"),
    (
      "#x = :s",
      "An expression attribute name used in the document path is not defined; attribute name: #x"
    ),
    (
      "a = :x",
      "An expression attribute value used in expression is not defined; attribute value: :x"
    ),
    (
      "begins_with(a)",
      "Incorrect number of operands for operator or function; "
        + "operator or function: begins_with, number of operands: 1"
    ),
    (
      "begins_with(a, :n)",
      "Incorrect operand type for operator or function; "
        + "operator or function: begins_with, operand type: N"
    ),
    (
      "a < :b",
      "Incorrect operand type for operator or function; "
        + "operator or function: <, operand type: BOOL"
    ),
    (
      "attribute_exists(:s)",
      "Operator or function requires a document path; operator or function: attribute_exists"
    ),
    (
      "attribute_type(a, :bad)",
      "Invalid attribute type name found; type: XX, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}"
    ),
    (
      "contains(a, a)",
      "The first operand must be distinct from the remaining operands for this operator or "
        + "function; operator: contains, first operand: [a]"
    ),
    (
      "a BETWEEN :z AND :a",
      "The BETWEEN operator requires upper bound to be greater than or equal to lower bound; "
        + "lower bound operand: AttributeValue: {S:b}, upper bound operand: AttributeValue: {S:a}"
    ),
    (
      "a BETWEEN :n AND :a",
      "The BETWEEN operator requires same data type for lower and upper bounds; "
        + "lower bound operand: AttributeValue: {N:1}, upper bound operand: AttributeValue: {S:a}"
    ),
  ])
  func conditionsAreRefused(_ text: String, _ message: String) {
    let found = fault { _ = try Condition(parsing: text, .filter, &$0) }
    #expect(found == "Invalid FilterExpression: " + message)
  }

  /// Of several faults the first in rank is told, wherever it stands.
  @Test(arguments: [
    ("a = :x AND ((b = :s))", "The expression has redundant parentheses;"),
    ("#x = :s AND name = :s", "Attribute name is a reserved keyword; reserved keyword: name"),
    ("begins_with(a) AND foo(b)", "Invalid function name; function: foo"),
    (
      "contains(a, a) AND a = :x",
      "An expression attribute value used in expression is not defined; attribute value: :x"
    ),
  ])
  func faultsAreToldByRank(_ text: String, _ message: String) {
    let found = fault { _ = try Condition(parsing: text, .condition, &$0) }
    #expect(found == "Invalid ConditionExpression: " + message)
  }

  @Test(arguments: [
    ("INVALID SYNTAX", #"Syntax error; token: "INVALID", near: "INVALID SYNTAX""#),
    ("SET a", #"Syntax error; token: "<EOF>", near: "a""#),
    ("SET a = :s SET b = :n", #"The "SET" section can only be used once in an update expression;"#),
    (
      "SET a = :s, a.b = :n",
      "Two document paths overlap with each other; must remove or rewrite one of these paths; "
        + "path one: [a], path two: [a, b]"
    ),
    (
      "SET a.b = :s REMOVE a[1]",
      "Two document paths conflict with each other; must remove or rewrite one of these paths; "
        + "path one: [a, b], path two: [a, [1]]"
    ),
    (
      "SET a = size(b)",
      "The function is not allowed to be used this way in an expression; function: size"
    ),
    (
      "SET a = a + :s",
      "Incorrect operand type for operator or function; operator or function: +, operand type: S"
    ),
    (
      "SET a = list_append(a, :n)",
      "Incorrect operand type for operator or function; "
        + "operator or function: list_append, operand type: N"
    ),
    (
      "ADD a :s",
      "Incorrect operand type for operator or function; operator: ADD, operand type: STRING, "
        + "typeSet: ALLOWED_FOR_ADD_OPERAND"
    ),
    (
      "SET a = if_not_exists(a)",
      "Incorrect number of operands for operator or function; "
        + "operator or function: if_not_exists, number of operands: 1"
    ),
  ])
  func updatesAreRefused(_ text: String, _ message: String) {
    #expect(
      fault { _ = try Update(parsing: text, &$0) } == "Invalid UpdateExpression: " + message)
  }

  @Test(arguments: [
    ("a = :s OR b = :n", "Invalid operator used in KeyConditionExpression: OR"),
    ("a <> :s", "Invalid operator used in KeyConditionExpression: <>"),
    (
      "a.b = :s",
      "Invalid KeyConditionExpression: "
        + "KeyConditionExpressions cannot have conditions on nested attributes"
    ),
    ("a = :s AND a = :z", "KeyConditionExpressions must only contain one condition per key"),
    ("", "Invalid KeyConditionExpression: The expression can not be empty;"),
  ])
  func keyConditionsAreRefused(_ text: String, _ message: String) {
    #expect(fault { _ = try KeyCondition(parsing: text, &$0) } == message)
  }

  @Test(arguments: [
    (
      "a, a",
      "Two document paths overlap with each other; must remove or rewrite one of these "
        + "paths; path one: [a], path two: [a]"
    ),
    ("a,", #"Syntax error; token: "<EOF>", near: ",""#),
    ("a[x]", #"Syntax error; token: "x", near: "[x]""#),
  ])
  func projectionsAreRefused(_ text: String, _ message: String) {
    let found = fault { _ = try ItemProjection(parsing: text, &$0) }
    #expect(found == "Invalid ProjectionExpression: " + message)
  }

  /// Service quotas, "Expression parameters".
  @Test func limitsAreHeld() {
    let long = "a = :s" + String(repeating: " ", count: 4_091)
    #expect(
      fault { _ = try Condition(parsing: long, .filter, &$0) }
        == "Invalid FilterExpression: Expression size has exceeded the maximum allowed size; "
        + "expression size: 4097")
    let many = "a IN (" + Array(repeating: ":s", count: 101).joined(separator: ",") + ")"
    #expect(fault { _ = try Condition(parsing: many, .filter, &$0) }.contains("operands: 101"))
    let operators = Array(repeating: "a=:s", count: 151).joined(separator: " OR ")
    #expect(
      fault { _ = try Condition(parsing: operators, .filter, &$0) }
        == "Invalid FilterExpression: The expression contains too many operators; "
        + "operator count: 301")
    let deep = String(repeating: "NOT ", count: 300) + "a = :s"
    #expect(fault { _ = try Condition(parsing: deep, .filter, &$0) }.contains("too"))
    let parentheses = String(repeating: "(", count: 2_000)
    #expect(fault { _ = try Condition(parsing: parentheses, .filter, &$0) }.contains("too deep"))
  }

  @Test func unusedPlaceholdersAreTold() throws {
    var scope = PlaceholderScope(names: ["#a": "a", "#x": "x"], values: [":s": "s", ":y": 1])
    _ = try Condition(parsing: "#a = :s", .condition, &scope)
    #expect(
      throws: ExpressionFault(
        "Value provided in ExpressionAttributeNames unused in expressions: keys: {#x}")
    ) { try scope.checkAllUsed() }
  }

  @Test func reservedWordsAreAllThere() {
    #expect(ReservedWords.all.count == 573)
  }
}
