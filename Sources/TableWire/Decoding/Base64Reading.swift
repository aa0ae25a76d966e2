// Base 64 into bytes (RFC 4648 §4): padding is needed, and nothing else may stand between.

enum Base64Reading {
  static func bytes(of text: ArraySlice<UInt8>) -> [UInt8]? {
    guard text.count % 4 == 0 else { return nil }
    var out: [UInt8] = []
    out.reserveCapacity(text.count / 4 * 3)
    var digits = text
    var padding = 0
    while padding < 2, digits.last == UInt8(ascii: "=") {
      digits.removeLast()
      padding += 1
    }
    var word: UInt32 = 0
    var held = 0
    for byte in digits {
      guard let digit = digit(byte) else { return nil }
      word = word << 6 | digit
      held += 1
      guard held == 4 else { continue }
      for shift: UInt32 in [16, 8, 0] { out.append(UInt8(truncatingIfNeeded: word >> shift)) }
      (word, held) = (0, 0)
    }
    switch held {
    case 0: break
    case 2: out.append(UInt8(truncatingIfNeeded: word >> 4))
    case 3:
      out.append(UInt8(truncatingIfNeeded: word >> 10))
      out.append(UInt8(truncatingIfNeeded: word >> 2))
    default: return nil
    }
    return out
  }

  private static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x41...0x5A: return UInt32(byte) - 0x41
    case 0x61...0x7A: return UInt32(byte) - 0x61 + 26
    case 0x30...0x39: return UInt32(byte) - 0x30 + 52
    case UInt8(ascii: "+"): return 62
    case UInt8(ascii: "/"): return 63
    default: return nil
    }
  }
}
