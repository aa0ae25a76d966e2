// A JSON text cut into tokens in one pass, in a flat array: values are read where they stand.

/// What is no JSON, or nests beyond any request.
struct JSONFault: Error {}

struct JSONTape {
  enum Kind: UInt8 { case object, array, string, number, trueValue, falseValue, null }

  /// 16 bytes. A string's range is without its quotes.
  struct Token {
    let kind: Kind
    /// Whether a string holds escapes, a number a point or an exponent.
    let isIntricate: Bool
    let start: UInt32
    var end: UInt32
    /// The token behind this value and all that is in it.
    var next: UInt32
  }

  /// DynamoDB's 32 levels are two of JSON's each, and requests have a few of their own.
  static let nestingMax = 1_000

  let bytes: [UInt8]
  private(set) var tokens: [Token] = []

  /// Reads the whole of `range`.
  init(_ bytes: [UInt8], _ range: Range<Int>) throws(JSONFault) {
    self.bytes = bytes
    guard bytes.count < UInt32.max else { throw JSONFault() }
    tokens.reserveCapacity(16 + range.count / 12)
    var scan = Scan(position: range.lowerBound, end: range.upperBound)
    try scan.isUTF8(bytes)
    try scan.readAll(bytes, into: &tokens)
  }
}

extension JSONTape {
  /// The pass over the bytes: a loop, not a recursion, so that depth costs no stack.
  private struct Scan {
    private enum Expectation { case value, valueOrEnd, key, keyOrEnd, commaOrEnd }

    var position: Int
    let end: Int
    /// Tokens of the objects and arrays that are open.
    private var open: [Int] = []

    init(position: Int, end: Int) {
      self.position = position
      self.end = end
    }

    func isUTF8(_ bytes: [UInt8]) throws(JSONFault) {
      do {
        _ = try UTF8Span(validating: bytes.span.extracting(position..<end))
      } catch { throw JSONFault() }
    }

    mutating func readAll(_ bytes: [UInt8], into tokens: inout [Token]) throws(JSONFault) {
      let text = bytes.span
      var expected = Expectation.value
      while true {
        skipSpace(text)
        guard position < end else { throw JSONFault() }
        let byte = text[position]
        switch expected {
        case .keyOrEnd where byte == UInt8(ascii: "}"),
          .valueOrEnd where byte == UInt8(ascii: "]"):
          try close(byte, &tokens)
          expected = .commaOrEnd
        case .key, .keyOrEnd:
          try readString(text, into: &tokens)
          skipSpace(text)
          guard position < end, text[position] == UInt8(ascii: ":") else { throw JSONFault() }
          position += 1
          expected = .value
          continue
        case .value, .valueOrEnd: expected = try readValue(byte, text, into: &tokens)
        case .commaOrEnd:
          if byte == UInt8(ascii: ",") {
            position += 1
            guard let container = open.last else { throw JSONFault() }
            expected = tokens[container].kind == .object ? .key : .value
          } else {
            try close(byte, &tokens)
          }
        }
        if expected == .commaOrEnd, open.isEmpty {
          skipSpace(text)
          guard position == end else { throw JSONFault() }
          return
        }
      }
    }

    private mutating func readValue(
      _ byte: UInt8, _ text: borrowing Swift.Span<UInt8>, into tokens: inout [Token]
    ) throws(JSONFault) -> Expectation {
      switch byte {
      case UInt8(ascii: "\""): try readString(text, into: &tokens)
      case UInt8(ascii: "{"):
        try begin(.object, &tokens)
        return .keyOrEnd
      case UInt8(ascii: "["):
        try begin(.array, &tokens)
        return .valueOrEnd
      case UInt8(ascii: "t"): try readWord("true", .trueValue, text, &tokens)
      case UInt8(ascii: "f"): try readWord("false", .falseValue, text, &tokens)
      case UInt8(ascii: "n"): try readWord("null", .null, text, &tokens)
      default: try readNumber(text, into: &tokens)
      }
      return .commaOrEnd
    }

    private mutating func begin(_ kind: Kind, _ tokens: inout [Token]) throws(JSONFault) {
      guard open.count < JSONTape.nestingMax else { throw JSONFault() }
      open.append(tokens.count)
      append(kind, position, position + 1, &tokens)
      position += 1
    }

    private mutating func close(_ byte: UInt8, _ tokens: inout [Token]) throws(JSONFault) {
      guard let container = open.popLast() else { throw JSONFault() }
      let bracket = tokens[container].kind == .object ? UInt8(ascii: "}") : UInt8(ascii: "]")
      guard byte == bracket else { throw JSONFault() }
      position += 1
      tokens[container].end = UInt32(truncatingIfNeeded: position)
      tokens[container].next = UInt32(truncatingIfNeeded: tokens.count)
    }

    private func append(
      _ kind: Kind, _ start: Int, _ end: Int, isIntricate: Bool = false, _ tokens: inout [Token]
    ) {
      tokens.append(
        Token(
          kind: kind, isIntricate: isIntricate, start: UInt32(truncatingIfNeeded: start),
          end: UInt32(truncatingIfNeeded: end),
          next: UInt32(truncatingIfNeeded: tokens.count + 1)))
    }

    private mutating func skipSpace(_ text: borrowing Swift.Span<UInt8>) {
      while position < end {
        switch text[position] {
        case 0x20, 0x0A, 0x0D, 0x09: position += 1
        default: return
        }
      }
    }

    private mutating func readWord(
      _ word: StaticString, _ kind: Kind, _ text: borrowing Swift.Span<UInt8>,
      _ tokens: inout [Token]
    ) throws(JSONFault) {
      let start = position
      for byte in word.description.utf8 {
        guard position < end, text[position] == byte else { throw JSONFault() }
        position += 1
      }
      append(kind, start, position, &tokens)
    }

    private mutating func readString(
      _ text: borrowing Swift.Span<UInt8>, into tokens: inout [Token]
    ) throws(JSONFault) {
      guard text[position] == UInt8(ascii: "\"") else { throw JSONFault() }
      position += 1
      let start = position
      var hasEscapes = false
      while position < end {
        let byte = text[position]
        if byte == UInt8(ascii: "\"") {
          append(.string, start, position, isIntricate: hasEscapes, &tokens)
          position += 1
          return
        }
        guard byte >= 0x20 else { throw JSONFault() }
        if byte == UInt8(ascii: "\\") {
          hasEscapes = true
          try skipEscape(text)
        } else {
          position += 1
        }
      }
      throw JSONFault()
    }

    private mutating func skipEscape(_ text: borrowing Swift.Span<UInt8>) throws(JSONFault) {
      guard position + 1 < end else { throw JSONFault() }
      switch text[position + 1] {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
        UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
        position += 2
      case UInt8(ascii: "u"):
        guard position + 5 < end else { throw JSONFault() }
        for offset in 2...5 where JSONEscape.hexDigit(text[position + offset]) == nil {
          throw JSONFault()
        }
        position += 6
      default: throw JSONFault()
      }
    }

    /// RFC 8259 §6.
    private mutating func readNumber(
      _ text: borrowing Swift.Span<UInt8>, into tokens: inout [Token]
    ) throws(JSONFault) {
      let start = position
      var isIntricate = false
      if text[position] == UInt8(ascii: "-") { position += 1 }
      let whole = position
      guard skipDigits(text) > 0 else { throw JSONFault() }
      if text[whole] == UInt8(ascii: "0"), position > whole + 1 { throw JSONFault() }
      if position < end, text[position] == UInt8(ascii: ".") {
        isIntricate = true
        position += 1
        guard skipDigits(text) > 0 else { throw JSONFault() }
      }
      if position < end, text[position] | 0x20 == UInt8(ascii: "e") {
        isIntricate = true
        position += 1
        if position < end,
          text[position] == UInt8(ascii: "+") || text[position] == UInt8(ascii: "-")
        {
          position += 1
        }
        guard skipDigits(text) > 0 else { throw JSONFault() }
      }
      append(.number, start, position, isIntricate: isIntricate, &tokens)
    }

    private mutating func skipDigits(_ text: borrowing Swift.Span<UInt8>) -> Int {
      let start = position
      while position < end, (0x30...0x39).contains(text[position]) { position += 1 }
      return position - start
    }
  }
}
