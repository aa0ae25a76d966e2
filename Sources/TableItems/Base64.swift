// Base 64 with padding, as binaries are written in messages and on the wire.

package enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  package static func append(_ bytes: some Collection<UInt8>, to out: inout [UInt8]) {
    var word: UInt32 = 0
    var held = 0
    for byte in bytes {
      word = word << 8 | UInt32(byte)
      held += 1
      guard held == 3 else { continue }
      for shift: UInt32 in [18, 12, 6, 0] { out.append(alphabet[Int(word >> shift & 63)]) }
      (word, held) = (0, 0)
    }
    guard held > 0 else { return }
    word <<= UInt32(8 * (3 - held))
    out.append(alphabet[Int(word >> 18 & 63)])
    out.append(alphabet[Int(word >> 12 & 63)])
    out.append(held == 2 ? alphabet[Int(word >> 6 & 63)] : UInt8(ascii: "="))
    out.append(UInt8(ascii: "="))
  }

  package static func text(of bytes: some Collection<UInt8>) -> String {
    var out: [UInt8] = []
    append(bytes, to: &out)
    return String(decoding: out, as: UTF8.self)
  }

  /// The bytes that a text with padding stands for; nil where it is no such text.
  package static func bytes(of text: some Collection<UInt8>) -> [UInt8]? {
    guard text.count % 4 == 0 else { return nil }
    var out: [UInt8] = []
    out.reserveCapacity(text.count / 4 * 3)
    var word: UInt32 = 0
    var held = 0
    var padding = 0
    for letter in text {
      if letter == UInt8(ascii: "=") {
        padding += 1
        word <<= 6
      } else {
        guard padding == 0, let value = value(of: letter) else { return nil }
        word = word << 6 | value
      }
      held += 1
      guard held == 4 else { continue }
      guard padding <= 2 else { return nil }
      for shift: UInt32 in [16, 8, 0] { out.append(UInt8(truncatingIfNeeded: word >> shift)) }
      (word, held) = (0, 0)
    }
    out.removeLast(padding)
    return out
  }

  private static func value(of letter: UInt8) -> UInt32? {
    switch letter {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(letter - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(letter - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(letter - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
