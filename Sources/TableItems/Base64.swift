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
}
