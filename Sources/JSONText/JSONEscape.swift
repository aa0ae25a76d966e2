// What may stand between the quotes of a JSON string.

/// Escapes only what RFC 8259 says must be: quotes, backslashes and control characters.
package enum JSONEscape {
  package static func append(_ text: String, to bytes: inout [UInt8]) {
    let text = text.utf8.span
    let beginning = bytes.count
    // Hardly any text needs more than to be copied, so it is looked at while it is.
    bytes.append(addingCapacity: text.count) { copy in
      for position in text.indices where !isSpecial(text[position]) {
        copy.append(text[position])
      }
    }
    guard bytes.count - beginning < text.count else { return }
    bytes.removeLast(bytes.count - beginning)
    for position in text.indices { append(text[position], to: &bytes) }
  }

  /// Escapes what was written from `beginning` on.
  package static func escapeEnd(of bytes: inout [UInt8], from beginning: Int) {
    guard bytes[beginning...].contains(where: isSpecial) else { return }
    let raw = Array(bytes[beginning...])
    bytes.removeLast(raw.count)
    for byte in raw { append(byte, to: &bytes) }
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  static func append(_ byte: UInt8, to bytes: inout [UInt8]) {
    guard isSpecial(byte) else { return bytes.append(byte) }
    switch byte {
    case 0x08: bytes.append(contentsOf: "\\b".utf8)
    case 0x09: bytes.append(contentsOf: "\\t".utf8)
    case 0x0A: bytes.append(contentsOf: "\\n".utf8)
    case 0x0C: bytes.append(contentsOf: "\\f".utf8)
    case 0x0D: bytes.append(contentsOf: "\\r".utf8)
    case 0..<0x20:
      bytes.append(contentsOf: byte < 0x10 ? "\\u000".utf8 : "\\u00".utf8)
      bytes.append(contentsOf: String(byte, radix: 16).utf8)
    default:
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(byte)
    }
  }
}
