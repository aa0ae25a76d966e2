// The checksum of `x-amz-crc32` (ISO 3309), eight bytes a step.

package enum CRC32 {
  /// Row `k` is what a byte does that has `k` more bytes behind it.
  private static let tables: [UInt32] = {
    var tables = [UInt32](repeating: 0, count: 8 * 256)
    for byte in 0..<256 {
      var value = UInt32(byte)
      for _ in 0..<8 { value = value & 1 == 0 ? value >> 1 : value >> 1 ^ 0xEDB8_8320 }
      tables[byte] = value
    }
    for row in 1..<8 {
      for byte in 0..<256 {
        let before = tables[(row - 1) * 256 + byte]
        tables[row * 256 + byte] = before >> 8 ^ tables[Int(before & 0xFF)]
      }
    }
    return tables
  }()

  package static func checksum(_ bytes: [UInt8]) -> UInt32 {
    checksum(bytes, in: 0..<bytes.count)
  }

  package static func checksum(_ bytes: [UInt8], in range: Range<Int>) -> UInt32 {
    let tables = CRC32.tables
    let table = tables.span
    let text = bytes.span.extracting(range)
    var value: UInt32 = ~0
    var index = 0
    while index + 8 <= text.count {
      let low =
        value
        ^ (UInt32(text[index]) | UInt32(text[index + 1]) << 8 | UInt32(text[index + 2]) << 16
          | UInt32(text[index + 3]) << 24)
      value =
        table[0x700 | Int(low & 0xFF)] ^ table[0x600 | Int(low >> 8 & 0xFF)]
        ^ table[0x500 | Int(low >> 16 & 0xFF)] ^ table[0x400 | Int(low >> 24)]
        ^ table[0x300 | Int(text[index + 4])] ^ table[0x200 | Int(text[index + 5])]
        ^ table[0x100 | Int(text[index + 6])] ^ table[Int(text[index + 7])]
      index += 8
    }
    while index < text.count {
      value = value >> 8 ^ table[Int((value ^ UInt32(text[index])) & 0xFF)]
      index += 1
    }
    return ~value
  }
}
