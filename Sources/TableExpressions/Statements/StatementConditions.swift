// WHERE clauses: the same trees as expressions, in another grammar.

import TableItems

extension StatementParser {
  mutating func condition() throws(ExpressionFault) -> ConditionTree {
    var tree = try conjunction()
    while take("OR") { tree = .or(tree, try conjunction()) }
    return tree
  }

  private mutating func conjunction() throws(ExpressionFault) -> ConditionTree {
    var tree = try negation()
    while take("AND") { tree = .and(tree, try negation()) }
    return tree
  }

  private mutating func negation() throws(ExpressionFault) -> ConditionTree {
    guard take("NOT") else { return try comparison() }
    try descend()
    let inner = try negation()
    ascend()
    return .not(inner)
  }

  private mutating func comparison() throws(ExpressionFault) -> ConditionTree {
    if token == .sign("(") {
      try descend()
      advance()
      let inner = try condition()
      try expect(sign: ")")
      ascend()
      return inner
    }
    if let function = try function() { return function }
    let left = try operand()
    if case .sign(let sign) = token, let comparison = comparison(sign) {
      advance()
      let right = try operand()
      // EVIDENCE: measured at the service: in statements `<>` leaves out what lacks it.
      guard comparison == .notEqual, case .path(let path) = left else {
        return .compare(comparison, left, right)
      }
      return .and(.exists(path), .compare(.notEqual, left, right))
    }
    if take("BETWEEN") {
      let lower = try operand()
      try expect("AND")
      return .between(left, lower, try operand())
    }
    if take("IN") { return .isIn(left, try options()) }
    if take("IS") { return try state(of: left) }
    throw unexpected
  }

  private func comparison(_ sign: String) -> Comparison? {
    sign == "!=" ? .notEqual : Comparison(rawValue: sign)
  }

  private mutating func options() throws(ExpressionFault) -> [Operand] {
    let close = token == .sign("(") ? ")" : "]"
    guard take(sign: "(") || take(sign: "[") else { throw unexpected }
    var options: [Operand] = []
    repeat { options.append(try operand()) } while take(sign: ",")
    try expect(sign: close)
    return options
  }

  /// `IS [NOT] MISSING`, `IS [NOT] NULL`.
  private mutating func state(of operand: Operand) throws(ExpressionFault) -> ConditionTree {
    let isNegated = take("NOT")
    guard case .path(let path) = operand else { throw unexpected }
    if take("MISSING") { return isNegated ? .exists(path) : .isAbsent(path) }
    try expect("NULL")
    return isNegated ? .not(.hasType(operand, .null)) : .hasType(operand, .null)
  }

  private mutating func operand() throws(ExpressionFault) -> Operand {
    if isAt("SIZE"), following == .sign("(") {
      advance()
      advance()
      let path = try path()
      try expect(sign: ")")
      return .size(of: .path(path))
    }
    if isPath { return .path(try path()) }
    return .value(ValueView(try value()))
  }

  private mutating func function() throws(ExpressionFault) -> ConditionTree? {
    guard following == .sign("("), case .word(let word) = token else { return nil }
    let name = word.lowercased()
    guard let function = FunctionName(rawValue: name), function != .size, !function.isOfUpdates
    else {
      if name == "size" { return nil }
      throw ExpressionFault("Unsupported function: \(word)")
    }
    advance()
    advance()
    let first = try operand()
    var second: Operand?
    if take(sign: ",") { second = try operand() }
    try expect(sign: ")")
    switch (function, first, second) {
    case (.attributeExists, .path(let path), nil): return .exists(path)
    case (.attributeNotExists, .path(let path), nil): return .isAbsent(path)
    case (.beginsWith, _, let part?): return .begins(first, part)
    case (.contains, _, let part?): return .contains(first, part)
    case (.attributeType, _, .value(let value)?):
      guard value.type == .string,
        let type = ValueType(rawValue: String(decoding: value.payload, as: UTF8.self))
      else { throw ExpressionFault("Invalid attribute type name found") }
      return .hasType(first, type)
    default:
      throw StatementLexer.malformed("Wrong operands of \(name)")
    }
  }
}
