// What a plain scalar is under YAML 1.2's core schema: `no`, `on` and `yes` are strings.

import Provenance

enum CoreSchema {
  static func kind(of text: ArraySlice<UInt8>) -> NodeKind {
    guard let first = text.first else { return .null }
    switch first {
    case UInt8(ascii: "~"): return text.count == 1 ? .null : .string
    case UInt8(ascii: "n"), UInt8(ascii: "N"):
      return isOne(text, of: "null", "Null", "NULL") ? .null : .string
    case UInt8(ascii: "t"), UInt8(ascii: "T"):
      return isOne(text, of: "true", "True", "TRUE") ? .boolean : .string
    case UInt8(ascii: "f"), UInt8(ascii: "F"):
      return isOne(text, of: "false", "False", "FALSE") ? .boolean : .string
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."):
      return numberKind(of: text)
    default: return .string
    }
  }

  /// What the text would be under YAML 1.1, where it differs: for the hint beside a type error.
  package static func isBooleanOfYAML11(_ text: String) -> Bool {
    ["yes", "no", "on", "off", "y", "n"].contains(text.lowercased())
  }

  private static func isOne(
    _ text: ArraySlice<UInt8>, of first: StaticString, _ second: StaticString,
    _ third: StaticString
  ) -> Bool {
    equals(text, first) || equals(text, second) || equals(text, third)
  }

  private static func equals(_ text: ArraySlice<UInt8>, _ word: StaticString) -> Bool {
    guard text.count == word.utf8CodeUnitCount else { return false }
    return word.withUTF8Buffer { buffer in unsafe text.elementsEqual(buffer) }
  }

  private static func numberKind(of text: ArraySlice<UInt8>) -> NodeKind {
    var rest = text
    if rest.count > 2, rest.first == UInt8(ascii: "0") {
      let digits = rest.dropFirst(2)
      switch rest[rest.startIndex + 1] {
      case UInt8(ascii: "x"): return digits.allSatisfy(isHexDigit) ? .integer : .string
      case UInt8(ascii: "o"): return digits.allSatisfy(isOctalDigit) ? .integer : .string
      default: break
      }
    }
    if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    if isOne(rest, of: ".inf", ".Inf", ".INF") { return .float }
    if isOne(text, of: ".nan", ".NaN", ".NAN") { return .float }
    let whole = skipDigits(&rest)
    if rest.isEmpty { return whole > 0 ? .integer : .string }
    var fraction = 0
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      fraction = skipDigits(&rest)
    }
    guard whole + fraction > 0 else { return .string }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest.removeFirst()
      if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
      guard skipDigits(&rest) > 0 else { return .string }
    }
    return rest.isEmpty ? .float : .string
  }

  private static func skipDigits(_ text: inout ArraySlice<UInt8>) -> Int {
    var count = 0
    while let first = text.first, isDigit(first) {
      text.removeFirst()
      count += 1
    }
    return count
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  private static func isOctalDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "7")
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    let lower = byte | 0x20
    return isDigit(byte) || (lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "f"))
  }
}
