// Keys as bytes in the order in which a table reads: a hash of the partition key, the partition
// key, the sort key; behind the key of an index stands the key of the table.
//
// Partition keys need no order, only to be told apart: each is two bytes of length and the value.
// Sort keys are in order: numbers as `NumberEncoding`; bytes as they are where nothing follows,
// else with 00 written as 00 FF and 00 00 at their end.

package enum KeyEncoding {
  package static let hashBytes = 8
  /// Before a value of the partition key stands its length.
  package static let measureBytes = 2

  /// Appends the hash and the values of the partition key.
  package static func appendPartition(_ values: [ValueView], to out: inout [UInt8]) {
    let start = out.count
    out.append(contentsOf: repeatElement(0, count: hashBytes))
    for value in values { appendMeasured(value, to: &out) }
    putHash(at: start, in: &out)
  }

  /// The key of a table: a partition key of one value, and the sort key where `last` is not empty.
  ///
  /// Filled with zeros first: an array that is made with room and nothing in it costs ten times as
  /// much to make.
  package static func tableKey(
    _ bytes: borrowing Span<UInt8>, partition: Range<Int>, sort: Range<Int>
  ) -> [UInt8] {
    let start = hashBytes + measureBytes
    let middle = start + partition.count
    var key = [UInt8](repeating: 0, count: middle + sort.count)
    var out = key.mutableSpan
    out[hashBytes] = UInt8(truncatingIfNeeded: partition.count >> 8)
    out[hashBytes + 1] = UInt8(truncatingIfNeeded: partition.count)
    for index in 0..<partition.count { out[start + index] = bytes[partition.lowerBound + index] }
    for index in 0..<sort.count { out[middle + index] = bytes[sort.lowerBound + index] }
    put(hash(out.span.extracting(hashBytes..<middle)), at: 0, in: &out)
    return key
  }

  package static func appendMeasured(_ value: ValueView, to out: inout [UInt8]) {
    appendMeasured(value.offset, in: value.bytes, to: &out)
  }

  /// The value at `offset`, measured.
  package static func appendMeasured(_ offset: Int, in bytes: [UInt8], to out: inout [UInt8]) {
    let payload = Encoded.payload(at: offset, in: bytes)
    out.append(UInt8(truncatingIfNeeded: payload.count >> 8))
    out.append(UInt8(truncatingIfNeeded: payload.count))
    out.append(contentsOf: bytes[payload])
  }

  /// Writes the hash of what stands behind it, up to the end.
  package static func putHash(at start: Int, in out: inout [UInt8]) {
    let hash = hash(out.span.extracting((start + hashBytes)...))
    var bytes = out.mutableSpan
    put(hash, at: start, in: &bytes)
  }

  private static func put(_ hash: UInt64, at start: Int, in out: inout MutableSpan<UInt8>) {
    for index in 0..<hashBytes {
      out[start + index] = UInt8(truncatingIfNeeded: hash >> UInt64(56 - 8 * index))
    }
  }

  /// Appends a sort key behind which nothing follows.
  package static func appendLastSort(_ value: ValueView, to out: inout [UInt8]) {
    out.append(contentsOf: value.payload)
  }

  /// Appends a sort key that says where it ends.
  package static func appendSort(_ value: ValueView, to out: inout [UInt8]) {
    guard !value.isNumber else {
      out.append(contentsOf: value.payload)
      return
    }
    appendEscaped(value.payload, to: &out)
    out.append(contentsOf: [0, 0])
  }

  /// The beginning of all sort keys that begin with these bytes.
  package static func appendEscaped(_ payload: ArraySlice<UInt8>, to out: inout [UInt8]) {
    for byte in payload {
      out.append(byte)
      if byte == 0 { out.append(0xFF) }
    }
  }

  /// 64 bits that spread keys evenly: the product of two halves folded together, word by word.
  package static func hash(_ bytes: borrowing Span<UInt8>) -> UInt64 {
    var state: UInt64 = 0x2D35_8DCC_AA6C_78A5 ^ UInt64(bytes.count)
    var index = 0
    while index < bytes.count {
      var word: UInt64 = 0
      let limit = min(index + 8, bytes.count)
      while index < limit {
        word = word << 8 | UInt64(bytes[index])
        index += 1
      }
      state = fold(state ^ word, 0x9E37_79B9_7F4A_7C15)
    }
    return fold(state ^ 0x8BB8_4B93_962E_ACC9, 0x4B33_A62E_D433_D4A3)
  }

  private static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let (high, low) = left.multipliedFullWidth(by: right)
    return high ^ low
  }
}
