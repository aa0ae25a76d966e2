// Numbers as bytes whose order is the order of the numbers; they say themselves where they end.
//
// `80` is zero. A positive number is `81`, its magnitude + 130, its digits two by two (each pair
// + 1, so none is 0), and `00`. A negative one is `7F` and the rest complemented. 22 bytes at most.

package enum NumberEncoding {
  package static let bytesMax = 22

  package static func append(_ number: DecimalNumber, to out: inout [UInt8]) {
    guard !number.isZero else {
      out.append(0x80)
      return
    }
    let flip: UInt8 = number.isNegative ? 0xFF : 0
    out.append(number.isNegative ? 0x7F : 0x81)
    out.append(UInt8(truncatingIfNeeded: number.magnitude + 130) ^ flip)
    let count = number.digitCount
    var digits = number.digits
    if count % 2 == 1 { digits *= 10 }
    let pairs = (count + 1) / 2
    let start = out.count
    out.append(contentsOf: repeatElement(0, count: pairs))
    if digits <= UInt128(UInt64.max) {
      // 64 bits divide much faster, and most numbers are short.
      var short = UInt64(truncatingIfNeeded: digits)
      for index in (start..<start + pairs).reversed() {
        out[index] = (UInt8(truncatingIfNeeded: short % 100) + 1) ^ flip
        short /= 100
      }
    } else {
      for index in (start..<start + pairs).reversed() {
        out[index] = (UInt8(truncatingIfNeeded: digits % 100) + 1) ^ flip
        digits /= 100
      }
    }
    out.append(flip)
  }

  /// How many bytes the number at `offset` takes.
  package static func length(at offset: Int, in bytes: [UInt8]) -> Int {
    length(at: offset, in: bytes.span)
  }

  static func length(at offset: Int, in bytes: borrowing Span<UInt8>) -> Int {
    let lead = bytes[offset]
    guard lead != 0x80 else { return 1 }
    let end: UInt8 = lead == 0x7F ? 0xFF : 0
    var index = offset + 2
    while bytes[index] != end { index += 1 }
    return index + 1 - offset
  }

  package static func decode(at offset: Int, in bytes: [UInt8]) -> DecimalNumber {
    let lead = bytes[offset]
    guard lead != 0x80 else { return .zero }
    let flip: UInt8 = lead == 0x7F ? 0xFF : 0
    let magnitude = Int(bytes[offset + 1] ^ flip) - 130
    var digits: UInt128 = 0
    var count = 0
    var index = offset + 2
    while bytes[index] != flip {
      let pair = (bytes[index] ^ flip) - 1
      // The last pair of an odd number of digits was filled up with a zero.
      if pair % 10 == 0, bytes[index + 1] == flip {
        digits = digits * 10 + UInt128(pair / 10)
        count += 1
      } else {
        digits = digits * 100 + UInt128(pair)
        count += 2
      }
      index += 1
    }
    return DecimalNumber(normal: flip != 0, digits: digits, exponent: magnitude - count + 1)
  }

  /// What DynamoDB counts for the number at `offset` (`ItemSize`), without decoding it.
  static func size(at offset: Int, in bytes: borrowing Span<UInt8>) -> Int {
    let lead = bytes[offset]
    guard lead != 0x80 else { return 1 }
    let flip: UInt8 = lead == 0x7F ? 0xFF : 0
    let magnitude = Int(bytes[offset + 1] ^ flip) - 130
    var index = offset + 2
    while bytes[index] != flip { index += 1 }
    let lastPair = (bytes[index - 1] ^ flip) - 1
    let count = 2 * (index - offset - 2) - (lastPair % 10 == 0 ? 1 : 0)
    return ItemSize.number(digits: count, magnitude: magnitude, isNegative: flip != 0)
  }
}
