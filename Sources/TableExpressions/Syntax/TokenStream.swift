// Tokens read one after another, and the paths that all expressions are made of.

import TableItems
import TableModel

struct TokenStream {
  let kind: ExpressionKind
  let bytes: [UInt8]
  private let tokens: [Token]
  private var cursor = 0
  var ledger: FaultLedger
  /// Comparisons, functions, and words that join conditions.
  private(set) var operators = 0
  private var depth = 0

  init(_ text: String, _ kind: ExpressionKind) throws(ExpressionFault) {
    self.kind = kind
    bytes = Array(text.utf8)
    ledger = FaultLedger(kind)
    guard bytes.count <= Limits.expressionBytesMax else {
      throw ExpressionFault(kind, ExpressionMessage.tooLong(bytes.count))
    }
    tokens = Lexer.tokens(of: bytes)
    guard tokens.count > 1 else { throw ExpressionFault(kind, ExpressionMessage.empty) }
  }

  var token: Token { tokens[cursor] }

  var following: Token { tokens[min(cursor + 1, tokens.count - 1)] }

  mutating func advance() { cursor = min(cursor + 1, tokens.count - 1) }

  mutating func take(_ kind: Token.Kind) -> Bool {
    guard token.kind == kind else { return false }
    advance()
    return true
  }

  mutating func expect(_ kind: Token.Kind) throws(ExpressionFault) {
    guard take(kind) else { throw syntaxFault }
  }

  func text(of token: Token) -> [UInt8] { Array(bytes[token.start..<token.end]) }

  /// Whether the token is this word, in any case; `word` is in upper case.
  func isAt(_ word: StaticString) -> Bool {
    isWord(token, word)
  }

  func isWord(_ token: Token, _ word: StaticString) -> Bool {
    guard token.kind == .word, token.end - token.start == word.utf8CodeUnitCount else {
      return false
    }
    return word.description.utf8.elementsEqual(
      bytes[token.start..<token.end].map { 97...122 ~= $0 ? $0 - 32 : $0 })
  }

  mutating func take(_ word: StaticString) -> Bool {
    guard isAt(word) else { return false }
    advance()
    return true
  }

  mutating func countOperator() { operators += 1 }

  func checkOperatorCount() throws(ExpressionFault) {
    guard operators <= Limits.expressionOperatorsMax else {
      throw ExpressionFault(kind, ExpressionMessage.tooManyOperators(operators))
    }
  }

  mutating func descend() throws(ExpressionFault) {
    depth += 1
    guard depth <= Limits.expressionNestingMax else {
      throw ExpressionFault(kind, ExpressionMessage.tooDeep())
    }
  }

  mutating func ascend() { depth -= 1 }

  /// The token that cannot stand where it stands, with its neighbours.
  var syntaxFault: ExpressionFault {
    let shown = token.kind == .end ? "<EOF>" : String(decoding: text(of: token), as: UTF8.self)
    let first = tokens[max(cursor - 1, 0)].start
    let near = String(decoding: bytes[first..<following.end], as: UTF8.self)
    return ExpressionFault(kind, ExpressionMessage.syntax(token: shown, near: near))
  }

  /// A name or placeholder, then names behind points and places in brackets.
  mutating func path() throws(ExpressionFault) -> [RawStep] {
    var steps = [try pathName()]
    while true {
      if take(.point) {
        steps.append(try pathName())
      } else if take(.openIndex) {
        guard token.kind == .number else { throw syntaxFault }
        let digits = String(decoding: text(of: token), as: UTF8.self)
        guard let index = Int(digits) else { throw syntaxFault }
        advance()
        try expect(.closeIndex)
        steps.append(.index(index))
      } else {
        return steps
      }
    }
  }

  private mutating func pathName() throws(ExpressionFault) -> RawStep {
    let text = text(of: token)
    switch token.kind {
    case .word:
      if ReservedWords.contain(text) {
        ledger.note(
          .reserved, ExpressionMessage.reserved(String(decoding: text, as: UTF8.self)))
      }
      advance()
      return .name(ByteString(text))
    case .namePlaceholder:
      advance()
      return .placeholder(ByteString(text))
    default: throw syntaxFault
    }
  }
}
