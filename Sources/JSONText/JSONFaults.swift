// What is said about a text that is not JSON.

import Diagnostics
import Provenance

extension JSONParser {
  private mutating func report(
    from start: UInt32, to end: UInt32? = nil, _ message: String, help: String? = nil
  ) -> Reported {
    let place = Span(source: source, start: start, end: end ?? position)
    return sink.report(Finding(JSONParser.malformed, at: .span(place), message, help: help))
  }

  mutating func unexpected(_ wanted: String) -> Reported {
    guard let byte = current else {
      return report(from: position, "expected \(wanted), found the end of the text")
    }
    let length = characterLength(at: index)
    guard length > 0 else { return invalidEncoding() }
    var help: String?
    switch byte {
    case UInt8(ascii: "'"): help = "write strings in double quotes"
    case UInt8(ascii: "/"), UInt8(ascii: "#"): help = "remove the comment, JSON has none"
    default: break
    }
    let found = name(ofCharacter: bytes[index..<index + length])
    return report(
      from: position, to: position + 1, "expected \(wanted), found \(found)", help: help)
  }

  /// Characters that show nothing, or that would act on a terminal, are named by their number.
  private func name(ofCharacter encoded: ArraySlice<UInt8>) -> String {
    let text = String(decoding: encoded, as: UTF8.self)
    guard let scalar = text.unicodeScalars.first else { return "nothing" }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator,
      .privateUse, .unassigned:
      return "the character U+\(hexadecimal(scalar.value))"
    default: return "`\(text)`"
    }
  }

  private func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// `index` stands on the bracket that should not follow a comma.
  mutating func trailingComma() -> Reported {
    var comma = index
    while comma > 0, bytes[comma] != UInt8(ascii: ",") { comma -= 1 }
    let start = position - UInt32(truncatingIfNeeded: index - comma)
    return report(
      from: start, to: start + 1, "a comma stands after the last value", help: "remove the comma")
  }

  mutating func unterminated(from start: UInt32) -> Reported {
    report(
      from: start, "the string is not closed on its line",
      help: "add `\"`, and write a line break in a string as `\\n`")
  }

  mutating func unescapedControl(_ byte: UInt8) -> Reported {
    let number = hexadecimal(UInt32(byte))
    let escape = byte == 0x09 ? "\\t" : "\\u\(number)"
    return report(
      from: position, to: position + 1, "the control character U+\(number) is not escaped",
      help: "write `\(escape)`")
  }

  mutating func invalidEncoding() -> Reported {
    report(
      from: position, to: position + 1, "the text is not valid UTF-8",
      help: "save the file as UTF-8")
  }

  /// `index` stands after the backslash.
  mutating func unknownEscape(from start: UInt32) -> Reported {
    guard current != nil else {
      return report(from: start, "the string is not closed", help: "add `\"`")
    }
    let length = characterLength(at: index)
    guard length > 0 else { return invalidEncoding() }
    let character = name(ofCharacter: bytes[index..<index + length])
    return report(
      from: start, to: start + 2, "a backslash before \(character) is no escape",
      help: "write `\\\\` for a backslash")
  }

  mutating func shortEscape(from start: UInt32) -> Reported {
    report(from: start, "`\\u` needs four hexadecimal digits")
  }

  mutating func loneSurrogate(from start: UInt32) -> Reported {
    report(
      from: start, "half of a surrogate pair stands alone",
      help: "write the character itself, or both halves")
  }

  mutating func malformedNumber(from start: UInt32, _ message: String) -> Reported {
    report(from: start, message, help: "write the number without leading zeros")
  }

  mutating func unknownWord(_ word: ArraySlice<UInt8>, from start: UInt32) -> Reported {
    let written = String(decoding: word, as: UTF8.self)
    let nearest: String?
    switch written.lowercased() {
    case "none", "nil", "undefined": nearest = "null"
    case let lowered: nearest = Suggestion.nearest(to: lowered, among: ["true", "false", "null"])
    }
    // Case aside the word may be right, which `nearest` does not call near.
    let known = ["true", "false", "null"].first { $0 == written.lowercased() } ?? nearest
    return report(
      from: start, "`\(written)` is not a value",
      help: known.map { "write `\($0)`" } ?? "write strings in double quotes")
  }
}
