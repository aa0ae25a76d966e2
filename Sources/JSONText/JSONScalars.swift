// The leaves of JSON: strings, numbers and the three words.

import Diagnostics
import Provenance

extension JSONParser {
  mutating func parseString(isKey: Bool) throws(Reported) -> NodeID {
    let start = position
    index += 1
    let from = index
    try skipPlain(openedAt: start)
    if current == UInt8(ascii: "\"") {
      index += 1
      return appendString(bytes[from..<index - 1], isKey: isKey, from: start)
    }
    var text = Array(bytes[from..<index])
    while current == UInt8(ascii: "\\") {
      try parseEscape(into: &text)
      let plain = index
      try skipPlain(openedAt: start)
      text.append(contentsOf: bytes[plain..<index])
    }
    index += 1
    return appendString(text[...], isKey: isKey, from: start)
  }

  private mutating func appendString(
    _ text: ArraySlice<UInt8>, isKey: Bool, from start: UInt32
  ) -> NodeID {
    var flags: NodeFlags = .quoted
    if !isKey, holdsReference(text) { flags.insert(.reference) }
    return tree.appendScalar(.string, text: text, flags: flags, span: span(from: start))
  }

  private func holdsReference(_ text: ArraySlice<UInt8>) -> Bool {
    guard let dollar = text.firstIndex(of: UInt8(ascii: "$")) else { return false }
    return text[dollar...].indices.dropLast().contains {
      text[$0] == UInt8(ascii: "$") && text[$0 + 1] == UInt8(ascii: "{")
    }
  }

  /// Goes to the next quote or backslash.
  private mutating func skipPlain(openedAt start: UInt32) throws(Reported) {
    while true {
      guard let byte = current else { throw unterminated(from: start) }
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): return
      case 0x0A, 0x0D: throw unterminated(from: start)
      case 0..<0x20: throw unescapedControl(byte)
      case 0x20..<0x80: index += 1
      default:
        let length = characterLength(at: index)
        guard length > 0 else { throw invalidEncoding() }
        index += length
        continuationCount += length - 1
      }
    }
  }

  /// How many bytes the character at `index` takes; 0 when they are not UTF-8 (Unicode table 3-7).
  func characterLength(at index: Int) -> Int {
    func holds(_ offset: Int, _ range: ClosedRange<UInt8>) -> Bool {
      index + offset < bytes.count && range.contains(bytes[index + offset])
    }
    let tail: ClosedRange<UInt8> = 0x80...0xBF
    switch bytes[index] {
    case 0..<0x80: return 1
    case 0xC2...0xDF: return holds(1, tail) ? 2 : 0
    case 0xE0: return holds(1, 0xA0...0xBF) && holds(2, tail) ? 3 : 0
    case 0xED: return holds(1, 0x80...0x9F) && holds(2, tail) ? 3 : 0
    case 0xE1...0xEF: return holds(1, tail) && holds(2, tail) ? 3 : 0
    case 0xF0: return holds(1, 0x90...0xBF) && holds(2, tail) && holds(3, tail) ? 4 : 0
    case 0xF1...0xF3: return holds(1, tail) && holds(2, tail) && holds(3, tail) ? 4 : 0
    case 0xF4: return holds(1, 0x80...0x8F) && holds(2, tail) && holds(3, tail) ? 4 : 0
    default: return 0
    }
  }
}

// MARK: - Escapes

extension JSONParser {
  private mutating func parseEscape(into text: inout [UInt8]) throws(Reported) {
    let start = position
    index += 1
    let letter = current
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(bytes[index])
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"): return try parseUnicodeEscape(from: start, into: &text)
    default: throw unknownEscape(from: start)
    }
    index += 1
  }

  private mutating func parseUnicodeEscape(
    from start: UInt32, into text: inout [UInt8]
  ) throws(Reported) {
    let first = try parseCodeUnit(from: start)
    var value = UInt32(first)
    if (0xD800..<0xDC00).contains(first) {
      let afterFirst = index
      guard take(UInt8(ascii: "\\")), current == UInt8(ascii: "u") else {
        index = afterFirst
        throw loneSurrogate(from: start)
      }
      let second = try parseCodeUnit(from: position - 1)
      guard (0xDC00..<0xE000).contains(second) else {
        index = afterFirst
        throw loneSurrogate(from: start)
      }
      value = 0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(value) else { throw loneSurrogate(from: start) }
    text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }

  /// The four digits after `\u`; `index` stands on the `u`.
  private mutating func parseCodeUnit(from start: UInt32) throws(Reported) -> UInt16 {
    index += 1
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard let digit = current.flatMap(hexadecimalValue) else { throw shortEscape(from: start) }
      unit = unit << 4 | digit
      index += 1
    }
    return unit
  }

  private func hexadecimalValue(_ byte: UInt8) -> UInt16? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return UInt16(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): return UInt16(byte - UInt8(ascii: "a")) + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): return UInt16(byte - UInt8(ascii: "A")) + 10
    default: return nil
    }
  }
}

// MARK: - Numbers and words

extension JSONParser {
  mutating func parseNumber() throws(Reported) -> NodeID {
    let start = position
    let from = index
    _ = take(UInt8(ascii: "-"))
    if take(UInt8(ascii: "0")) {
      if current.map(isDigit) == true {
        skipDigits()
        throw malformedNumber(from: start, "a number may not begin with `0`")
      }
    } else if !skipDigits() {
      throw unexpected("a digit")
    }
    var kind = NodeKind.integer
    if take(UInt8(ascii: ".")) {
      kind = .float
      if !skipDigits() { throw unexpected("a digit") }
    }
    if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
      kind = .float
      index += 1
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      if !skipDigits() { throw unexpected("a digit") }
    }
    return tree.appendScalar(kind, text: bytes[from..<index], span: span(from: start))
  }

  func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

  @discardableResult
  private mutating func skipDigits() -> Bool {
    let from = index
    while let byte = current, isDigit(byte) { index += 1 }
    return index > from
  }

  mutating func parseWord() throws(Reported) -> NodeID {
    let start = position
    let from = index
    while let byte = current, isDigit(byte) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) {
      index += 1
    }
    let word = bytes[from..<index]
    let kind: NodeKind
    if word.elementsEqual("true".utf8) || word.elementsEqual("false".utf8) {
      kind = .boolean
    } else if word.elementsEqual("null".utf8) {
      kind = .null
    } else {
      throw unknownWord(word, from: start)
    }
    return tree.appendScalar(kind, text: word, span: span(from: start))
  }
}
