// Statements of PartiQL cut into words, values and signs.

import TableItems

enum StatementToken: Sendable, Equatable {
  /// Without quotes: a keyword or a name.
  case word(String)
  /// In double quotes: a name.
  case name(ByteString)
  /// In single quotes: a string.
  case text(ByteString)
  case number(DecimalNumber)
  case sign(String)
  case parameter
  case end
}

struct StatementLexer {
  private let bytes: [UInt8]
  private var cursor = 0

  static func tokens(of text: String) throws(ExpressionFault) -> [StatementToken] {
    var lexer = StatementLexer(bytes: Array(text.utf8))
    var tokens: [StatementToken] = []
    while true {
      let token = try lexer.next()
      tokens.append(token)
      if token == .end { return tokens }
    }
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  static func malformed(_ what: String) -> ExpressionFault {
    ExpressionFault("Statement wasn't well formed, can't be processed: " + what)
  }

  private func peek(_ offset: Int = 0) -> UInt8 {
    cursor + offset < bytes.count ? bytes[cursor + offset] : 0
  }

  private mutating func next() throws(ExpressionFault) -> StatementToken {
    while cursor < bytes.count, peek() == 32 || 9...13 ~= peek() { cursor += 1 }
    guard cursor < bytes.count else { return .end }
    let byte = peek()
    switch byte {
    case UInt8(ascii: "'"): return .text(try quoted(byte))
    case UInt8(ascii: "\""): return .name(try quoted(byte))
    case UInt8(ascii: "?"):
      cursor += 1
      return .parameter
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
    case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."):
      let isNumber = 48...57 ~= peek(1) || peek(1) == UInt8(ascii: ".") && 48...57 ~= peek(2)
      guard isNumber, byte != UInt8(ascii: "+") else { return sign() }
      return .number(try number())
    default:
      guard isWord(byte) else { return sign() }
      let start = cursor
      while cursor < bytes.count, isWord(peek()) || 48...57 ~= peek() { cursor += 1 }
      return .word(String(decoding: bytes[start..<cursor], as: UTF8.self))
    }
  }

  private func isWord(_ byte: UInt8) -> Bool {
    65...90 ~= byte || 97...122 ~= byte || byte == UInt8(ascii: "_") || byte >= 0x80
  }

  /// A quotation mark within is written twice.
  private mutating func quoted(_ mark: UInt8) throws(ExpressionFault) -> ByteString {
    cursor += 1
    var content: [UInt8] = []
    while cursor < bytes.count {
      let byte = bytes[cursor]
      cursor += 1
      guard byte == mark else {
        content.append(byte)
        continue
      }
      guard peek() == mark, cursor < bytes.count else { return ByteString(content) }
      content.append(mark)
      cursor += 1
    }
    throw StatementLexer.malformed("Unterminated quote")
  }

  private mutating func number() throws(ExpressionFault) -> DecimalNumber {
    let start = cursor
    if peek() == UInt8(ascii: "-") { cursor += 1 }
    while cursor < bytes.count {
      let byte = peek()
      let isExponentSign =
        (byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")) && (bytes[cursor - 1] | 32) == 101
      guard 48...57 ~= byte || byte == UInt8(ascii: ".") || byte | 32 == 101 || isExponentSign
      else { break }
      cursor += 1
    }
    do { return try DecimalNumber(parsing: bytes[start..<cursor]) } catch {
      throw ExpressionFault(error.message)
    }
  }

  private mutating func sign() -> StatementToken {
    for pair in ["<=", ">=", "<>", "!=", "<<", ">>", "||"] where pair.utf8.first == peek() {
      guard pair.utf8.elementsEqual([peek(), peek(1)]) else { continue }
      cursor += 2
      return .sign(pair)
    }
    let start = cursor
    cursor += 1
    return .sign(String(decoding: bytes[start..<cursor], as: UTF8.self))
  }
}
