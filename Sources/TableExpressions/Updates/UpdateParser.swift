// The grammar of updates: SET, REMOVE, ADD and DELETE, each at most once.

import TableItems

enum UpdateSection: String, Sendable, Hashable, CaseIterable {
  case set = "SET"
  case remove = "REMOVE"
  case add = "ADD"
  case delete = "DELETE"
}

struct RawAction: Sendable, Hashable {
  let section: UpdateSection
  let path: [RawStep]
  /// Nil where something is removed.
  let value: RawOperand?
}

struct UpdateParser {
  var tokens: TokenStream
  private var actions: [RawAction] = []

  static func parse(
    _ text: String
  ) throws(ExpressionFault) -> (actions: [RawAction], ledger: FaultLedger) {
    var parser = UpdateParser(tokens: try TokenStream(text, .update))
    try parser.sections()
    try parser.tokens.checkOperatorCount()
    return (parser.actions, parser.tokens.ledger)
  }

  private init(tokens: TokenStream) { self.tokens = tokens }

  private mutating func sections() throws(ExpressionFault) {
    var seen: Set<UpdateSection> = []
    while tokens.token.kind != .end {
      let section = try section()
      if !seen.insert(section).inserted {
        tokens.ledger.note(.section, ExpressionMessage.sectionTwice(section.rawValue))
      }
      repeat { try action(section) } while tokens.take(.comma)
    }
  }

  private mutating func section() throws(ExpressionFault) -> UpdateSection {
    if tokens.take("SET") { return .set }
    if tokens.take("REMOVE") { return .remove }
    if tokens.take("ADD") { return .add }
    if tokens.take("DELETE") { return .delete }
    throw tokens.syntaxFault
  }

  private mutating func action(_ section: UpdateSection) throws(ExpressionFault) {
    let path = try tokens.path()
    switch section {
    case .remove: actions.append(RawAction(section: section, path: path, value: nil))
    case .add, .delete:
      guard tokens.token.kind == .valuePlaceholder else { throw tokens.syntaxFault }
      actions.append(RawAction(section: section, path: path, value: try operand()))
    case .set:
      try tokens.expect(.equal)
      tokens.countOperator()
      actions.append(RawAction(section: section, path: path, value: try setValue()))
    }
  }

  /// An operand, or two with a sign between them.
  private mutating func setValue() throws(ExpressionFault) -> RawOperand {
    let left = try operand()
    if tokens.take(.plus) {
      tokens.countOperator()
      return .sum(left, try operand())
    }
    if tokens.take(.minus) {
      tokens.countOperator()
      return .difference(left, try operand())
    }
    return left
  }

  private mutating func operand() throws(ExpressionFault) -> RawOperand {
    switch tokens.token.kind {
    case .valuePlaceholder:
      let name = tokens.text(of: tokens.token)
      tokens.advance()
      return .value(ByteString(name))
    case .open:
      if tokens.following.kind == .open {
        tokens.ledger.note(.parentheses, ExpressionMessage.redundantParentheses)
      }
      try tokens.descend()
      tokens.advance()
      let inner = try setValue()
      try tokens.expect(.close)
      tokens.ascend()
      return inner
    case .word where tokens.following.kind == .open: return try function()
    case .word, .namePlaceholder: return .path(try tokens.path())
    default: throw tokens.syntaxFault
    }
  }

  private mutating func function() throws(ExpressionFault) -> RawOperand {
    let text = String(decoding: tokens.text(of: tokens.token), as: UTF8.self)
    tokens.countOperator()
    try tokens.descend()
    tokens.advance()
    tokens.advance()
    var operands: [RawOperand] = []
    if tokens.token.kind != .close {
      operands.append(try operand())
      while tokens.take(.comma) { operands.append(try operand()) }
    }
    try tokens.expect(.close)
    tokens.ascend()
    guard let name = FunctionName(rawValue: text) else {
      tokens.ledger.note(.unknownFunction, ExpressionMessage.unknownFunction(text))
      return .unknown(operands)
    }
    guard name.isOfUpdates else {
      tokens.ledger.note(.misusedFunction, ExpressionMessage.misusedFunction(text))
      return .unknown(operands)
    }
    return .function(name, operands)
  }
}
