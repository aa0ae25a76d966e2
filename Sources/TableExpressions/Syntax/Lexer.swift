// Expressions cut into words and signs.

import TableItems

struct Token: Sendable, Equatable {
  enum Kind: Sendable, Equatable {
    case word, namePlaceholder, valuePlaceholder, number
    case open, close, openIndex, closeIndex, comma, point, plus, minus
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
    case end
    /// A byte that begins no token.
    case stray
  }

  let kind: Kind
  let start: Int
  let end: Int
}

struct Lexer {
  private let bytes: [UInt8]
  private var cursor = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  static func tokens(of bytes: [UInt8]) -> [Token] {
    var lexer = Lexer(bytes)
    var tokens: [Token] = []
    repeat { tokens.append(lexer.next()) } while tokens.last?.kind != .end
    return tokens
  }

  private mutating func next() -> Token {
    while cursor < bytes.count, isSpace(bytes[cursor]) { cursor += 1 }
    guard cursor < bytes.count else {
      return Token(kind: .end, start: bytes.count, end: bytes.count)
    }
    let start = cursor
    let kind = kind(of: bytes[cursor])
    return Token(kind: kind, start: start, end: cursor)
  }

  /// What begins here, with the cursor moved behind it.
  private mutating func kind(of byte: UInt8) -> Token.Kind {
    cursor += 1
    switch byte {
    case UInt8(ascii: "("): return .open
    case UInt8(ascii: ")"): return .close
    case UInt8(ascii: "["): return .openIndex
    case UInt8(ascii: "]"): return .closeIndex
    case UInt8(ascii: ","): return .comma
    case UInt8(ascii: "."): return .point
    case UInt8(ascii: "+"): return .plus
    case UInt8(ascii: "-"): return .minus
    case UInt8(ascii: "="): return .equal
    case UInt8(ascii: "<"):
      if take(UInt8(ascii: ">")) { return .notEqual }
      return take(UInt8(ascii: "=")) ? .lessOrEqual : .less
    case UInt8(ascii: ">"): return take(UInt8(ascii: "=")) ? .greaterOrEqual : .greater
    case UInt8(ascii: "#"): return placeholder(.namePlaceholder)
    case UInt8(ascii: ":"): return placeholder(.valuePlaceholder)
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      while cursor < bytes.count, isDigit(bytes[cursor]) { cursor += 1 }
      return .number
    default:
      guard isLetter(byte) || byte == UInt8(ascii: "_") else {
        // A whole character, not the first of its bytes.
        while cursor < bytes.count, bytes[cursor] & 0xC0 == 0x80 { cursor += 1 }
        return .stray
      }
      takeWord()
      return .word
    }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard cursor < bytes.count, bytes[cursor] == byte else { return false }
    cursor += 1
    return true
  }

  private mutating func placeholder(_ kind: Token.Kind) -> Token.Kind {
    let start = cursor
    takeWord()
    return cursor > start ? kind : .stray
  }

  private mutating func takeWord() {
    while cursor < bytes.count,
      isLetter(bytes[cursor]) || isDigit(bytes[cursor]) || bytes[cursor] == UInt8(ascii: "_")
    {
      cursor += 1
    }
  }

  private func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || 9...13 ~= byte
  }

  private func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

  private func isLetter(_ byte: UInt8) -> Bool {
    UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
  }
}
