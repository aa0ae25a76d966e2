// The grammar of conditions: OR of AND of NOT of comparisons, functions and parentheses.

import TableItems
import TableModel

struct ConditionParser {
  var tokens: TokenStream

  /// What stood in parentheses may be a condition or an operand: only what follows tells.
  private enum Part {
    case condition(RawCondition)
    case operand(RawOperand)
  }

  static func parse(
    _ text: String, _ kind: ExpressionKind
  ) throws(ExpressionFault) -> (tree: RawCondition, ledger: FaultLedger) {
    var parser = ConditionParser(tokens: try TokenStream(text, kind))
    let tree = try parser.disjunction()
    guard parser.tokens.token.kind == .end else { throw parser.tokens.syntaxFault }
    try parser.tokens.checkOperatorCount()
    return (tree, parser.tokens.ledger)
  }

  private mutating func disjunction() throws(ExpressionFault) -> RawCondition {
    var tree = try conjunction()
    while tokens.take("OR") {
      tokens.countOperator()
      tree = .or(tree, try conjunction())
    }
    return tree
  }

  private mutating func conjunction() throws(ExpressionFault) -> RawCondition {
    var tree = try negation()
    while tokens.take("AND") {
      tokens.countOperator()
      tree = .and(tree, try negation())
    }
    return tree
  }

  private mutating func negation() throws(ExpressionFault) -> RawCondition {
    guard tokens.take("NOT") else { return try condition(try part()) }
    tokens.countOperator()
    try tokens.descend()
    let inner = try negation()
    tokens.ascend()
    return .not(inner)
  }

  /// A condition from its first part: a whole condition, or an operand with a comparison behind it.
  private mutating func condition(_ first: Part) throws(ExpressionFault) -> RawCondition {
    guard case .operand(let left) = first else {
      if case .condition(let tree) = first { return tree }
      throw tokens.syntaxFault
    }
    if let comparison = comparison(tokens.token.kind) {
      tokens.advance()
      tokens.countOperator()
      noteMisuse(of: left)
      return .compare(comparison, left, try operand())
    }
    if tokens.take("BETWEEN") {
      tokens.countOperator()
      noteMisuse(of: left)
      let lower = try operand()
      guard tokens.take("AND") else { throw tokens.syntaxFault }
      return .between(left, lower, try operand())
    }
    if tokens.take("IN") {
      tokens.countOperator()
      noteMisuse(of: left)
      return .isIn(left, try inOperands())
    }
    guard case .function(let name, let operands) = left else {
      if case .unknown = left { return .function(.size, []) }
      throw tokens.syntaxFault
    }
    if name == .size || name.isOfUpdates {
      tokens.ledger.note(.misusedFunction, ExpressionMessage.misusedFunction(name.rawValue))
    }
    return .function(name, operands)
  }

  private mutating func inOperands() throws(ExpressionFault) -> [RawOperand] {
    try tokens.expect(.open)
    var operands = [try operand()]
    while tokens.take(.comma) { operands.append(try operand()) }
    try tokens.expect(.close)
    guard operands.count <= Limits.inOperandsMax else {
      throw ExpressionFault(tokens.kind, ExpressionMessage.tooManyOperands(operands.count))
    }
    return operands
  }

  private func comparison(_ kind: Token.Kind) -> Comparison? {
    switch kind {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    case .word, .namePlaceholder, .valuePlaceholder, .number, .open, .close, .openIndex,
      .closeIndex, .comma, .point, .plus, .minus, .end, .stray:
      nil
    }
  }

  /// An operand that is to be compared.
  private mutating func operand() throws(ExpressionFault) -> RawOperand {
    guard case .operand(let operand) = try part() else { throw tokens.syntaxFault }
    noteMisuse(of: operand)
    return operand
  }

  /// Of functions only `size` has a value.
  private mutating func noteMisuse(of operand: RawOperand) {
    guard case .function(let name, _) = operand, name != .size else { return }
    tokens.ledger.note(.misusedFunction, ExpressionMessage.misusedFunction(name.rawValue))
  }

  private mutating func part() throws(ExpressionFault) -> Part {
    switch tokens.token.kind {
    case .open: return try parenthesized()
    case .valuePlaceholder:
      let name = tokens.text(of: tokens.token)
      tokens.advance()
      return .operand(.value(ByteString(name)))
    case .word where tokens.following.kind == .open && !isOperatorWord:
      return .operand(try function())
    case .word, .namePlaceholder:
      guard !isOperatorWord else { throw tokens.syntaxFault }
      return .operand(.path(try tokens.path()))
    default: throw tokens.syntaxFault
    }
  }

  /// Words of the grammar are no names, not even wrong ones.
  private var isOperatorWord: Bool {
    tokens.isAt("AND") || tokens.isAt("OR") || tokens.isAt("NOT") || tokens.isAt("BETWEEN")
      || tokens.isAt("IN")
  }

  private mutating func parenthesized() throws(ExpressionFault) -> Part {
    try tokens.descend()
    let isDouble = tokens.following.kind == .open
    tokens.advance()
    let inner: Part
    let first = tokens.isAt("NOT") ? nil : try part()
    // Whether the parentheses inside end right where these do.
    let firstEnds = tokens.token.kind == .close
    if let first, case .operand = first, firstEnds, !isCondition(first) {
      inner = first
    } else {
      inner = .condition(try continued(first))
    }
    if isDouble, firstEnds, first != nil {
      tokens.ledger.note(.parentheses, ExpressionMessage.redundantParentheses)
    }
    try tokens.expect(.close)
    tokens.ascend()
    return inner
  }

  /// A function other than `size` is a condition by itself.
  private func isCondition(_ part: Part) -> Bool {
    guard case .operand(let operand) = part else { return true }
    switch operand {
    case .function(let name, _): return name != .size
    case .unknown: return true
    case .path, .value, .sum, .difference: return false
    }
  }

  /// What a disjunction is, when its first part has been read already.
  private mutating func continued(_ first: Part?) throws(ExpressionFault) -> RawCondition {
    guard let first else { return try disjunction() }
    var conjunction = try condition(first)
    while tokens.take("AND") {
      tokens.countOperator()
      conjunction = .and(conjunction, try negation())
    }
    var tree = conjunction
    while tokens.take("OR") {
      tokens.countOperator()
      tree = .or(tree, try self.conjunction())
    }
    return tree
  }

  private mutating func function() throws(ExpressionFault) -> RawOperand {
    let text = String(decoding: tokens.text(of: tokens.token), as: UTF8.self)
    tokens.countOperator()
    try tokens.descend()
    tokens.advance()
    tokens.advance()
    var operands: [RawOperand] = []
    if tokens.token.kind != .close {
      operands.append(try functionOperand())
      while tokens.take(.comma) { operands.append(try functionOperand()) }
    }
    try tokens.expect(.close)
    tokens.ascend()
    // Names of functions are told apart by case.
    guard let name = FunctionName(rawValue: text), !name.isOfUpdates else {
      tokens.ledger.note(.unknownFunction, ExpressionMessage.unknownFunction(text))
      return .unknown(operands)
    }
    return .function(name, operands)
  }

  private mutating func functionOperand() throws(ExpressionFault) -> RawOperand {
    guard case .operand(let operand) = try part() else { throw tokens.syntaxFault }
    noteMisuse(of: operand)
    return operand
  }
}
