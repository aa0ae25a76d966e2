// What stands for characters behind a backslash, both ways.

enum JSONEscape {
  static func hexDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: return UInt32(byte) - 0x30
    case 0x41...0x46: return UInt32(byte) - 0x37
    case 0x61...0x66: return UInt32(byte) - 0x57
    default: return nil
    }
  }

  /// The text of a string whose escapes are known to be well formed. Half a surrogate pair, which
  /// stands for nothing, becomes U+FFFD.
  static func resolve(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(text.count)
    var index = text.startIndex
    while index < text.endIndex {
      let byte = text[index]
      guard byte == UInt8(ascii: "\\") else {
        out.append(byte)
        index += 1
        continue
      }
      let mark = text[index + 1]
      guard mark == UInt8(ascii: "u") else {
        out.append(character(mark))
        index += 2
        continue
      }
      var unit = codeUnit(text, at: index)
      index += 6
      if (0xD800..<0xDC00).contains(unit), index + 5 < text.endIndex,
        text[index] == UInt8(ascii: "\\"), text[index + 1] == UInt8(ascii: "u")
      {
        let low = codeUnit(text, at: index)
        if (0xDC00..<0xE000).contains(low) {
          unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
          index += 6
        }
      }
      let scalar = Unicode.Scalar(unit) ?? "\u{FFFD}"
      out.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
    return out
  }

  private static func codeUnit(_ text: ArraySlice<UInt8>, at index: Int) -> UInt32 {
    (2...5).reduce(0) { $0 << 4 | (hexDigit(text[index + $1]) ?? 0) }
  }

  private static func character(_ mark: UInt8) -> UInt8 {
    switch mark {
    case UInt8(ascii: "b"): return 0x08
    case UInt8(ascii: "f"): return 0x0C
    case UInt8(ascii: "n"): return 0x0A
    case UInt8(ascii: "r"): return 0x0D
    case UInt8(ascii: "t"): return 0x09
    default: return mark
    }
  }

  private static let hexDigits = Array("0123456789abcdef".utf8)

  /// Appends a string's inside; stretches without anything to escape are copied whole.
  static func append(_ text: some Collection<UInt8>, to out: inout [UInt8]) {
    var start = text.startIndex
    var index = start
    while index < text.endIndex {
      let byte = text[index]
      guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else {
        text.formIndex(after: &index)
        continue
      }
      out.append(contentsOf: text[start..<index])
      text.formIndex(after: &index)
      start = index
      out.append(UInt8(ascii: "\\"))
      switch byte {
      case 0x08: out.append(UInt8(ascii: "b"))
      case 0x0C: out.append(UInt8(ascii: "f"))
      case 0x0A: out.append(UInt8(ascii: "n"))
      case 0x0D: out.append(UInt8(ascii: "r"))
      case 0x09: out.append(UInt8(ascii: "t"))
      case 0..<0x20:
        out.append(contentsOf: "u00".utf8)
        out.append(hexDigits[Int(byte >> 4)])
        out.append(hexDigits[Int(byte & 15)])
      default: out.append(byte)
      }
    }
    out.append(contentsOf: text[start...])
  }
}
