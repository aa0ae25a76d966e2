// The bytes of values: type bytes, lengths, and where a value ends.

package enum Encoded {
  package static let string: UInt8 = 1
  package static let number: UInt8 = 2
  package static let binary: UInt8 = 3
  package static let falseValue: UInt8 = 4
  package static let trueValue: UInt8 = 5
  package static let null: UInt8 = 6
  package static let list: UInt8 = 7
  package static let map: UInt8 = 8
  package static let stringSet: UInt8 = 9
  package static let numberSet: UInt8 = 10
  package static let binarySet: UInt8 = 11

  /// What stands before the values of a collection: type, length, count.
  static let headerBytes = 9

  /// A length of one to five bytes, seven bits each, and where what it measures begins.
  @inline(__always)
  package static func length(at offset: Int, in bytes: [UInt8]) -> (length: Int, start: Int) {
    length(at: offset, in: bytes.span)
  }

  /// Spans are read without counting who has the array.
  @inline(__always)
  package static func length(
    at offset: Int, in bytes: borrowing Span<UInt8>
  ) -> (length: Int, start: Int) {
    let first = bytes[offset]
    if first < 0x80 { return (Int(first), offset + 1) }
    var value = Int(first & 0x7F)
    var shift = 7
    var index = offset + 1
    while true {
      let byte = bytes[index]
      index += 1
      value |= Int(byte & 0x7F) << shift
      if byte < 0x80 { return (value, index) }
      shift += 7
    }
  }

  package static func append(length: Int, to out: inout [UInt8]) {
    var rest = length
    while rest >= 0x80 {
      out.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    out.append(UInt8(truncatingIfNeeded: rest))
  }

  /// How many bytes a length takes.
  package static func bytes(ofLength length: Int) -> Int {
    var count = 1
    var rest = length >> 7
    while rest > 0 {
      count += 1
      rest >>= 7
    }
    return count
  }

  static func word(at offset: Int, in bytes: borrowing Span<UInt8>) -> Int {
    Int(bytes[offset]) | Int(bytes[offset + 1]) << 8 | Int(bytes[offset + 2]) << 16
      | Int(bytes[offset + 3]) << 24
  }

  static func put(word: Int, at offset: Int, in bytes: inout [UInt8]) {
    for index in 0..<4 {
      bytes[offset + index] = UInt8(truncatingIfNeeded: word >> (8 * index))
    }
  }

  package static func end(ofValueAt offset: Int, in bytes: [UInt8]) -> Int {
    end(ofValueAt: offset, in: bytes.span)
  }

  package static func end(ofValueAt offset: Int, in bytes: borrowing Span<UInt8>) -> Int {
    switch bytes[offset] {
    case string, binary:
      let (length, start) = length(at: offset + 1, in: bytes)
      return start + length
    case number: return offset + 1 + NumberEncoding.length(at: offset + 1, in: bytes)
    case list, map, stringSet, numberSet, binarySet:
      return offset + headerBytes + word(at: offset + 1, in: bytes)
    default: return offset + 1
    }
  }

  /// Where the bytes of a string or a binary, or an encoded number, lie.
  package static func payload(at offset: Int, in bytes: [UInt8]) -> Range<Int> {
    payload(at: offset, in: bytes.span)
  }

  package static func payload(at offset: Int, in bytes: borrowing Span<UInt8>) -> Range<Int> {
    switch bytes[offset] {
    case string, binary:
      let (length, start) = length(at: offset + 1, in: bytes)
      return start..<start + length
    default: return offset + 1..<end(ofValueAt: offset, in: bytes)
    }
  }
}

extension [UInt8] {
  /// Appends bytes without counting who has the array that they are in: counting waits until what
  /// was written last has left the processor.
  package mutating func append(copying bytes: borrowing Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { bytes in unsafe append(contentsOf: bytes) }
  }
}
