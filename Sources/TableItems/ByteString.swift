// Bytes compared as bytes: names, strings and binaries, which `String` would compare by meaning.

/// UTF-8 text or plain bytes. `String` holds two spellings of `é` to be equal; DynamoDB does not.
package struct ByteString: Sendable, Hashable, Codable, Comparable, ExpressibleByStringLiteral,
  CustomStringConvertible
{
  package var bytes: [UInt8]

  @inlinable package init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  package init(_ bytes: some Sequence<UInt8>) {
    self.bytes = Array(bytes)
  }

  package init(_ text: String) {
    bytes = Array(text.utf8)
  }

  package init(stringLiteral text: String) {
    bytes = Array(text.utf8)
  }

  package var count: Int { bytes.count }

  /// The text; where the bytes are not UTF-8, with replacement characters.
  package var description: String { String(decoding: bytes, as: UTF8.self) }

  package static func < (left: ByteString, right: ByteString) -> Bool {
    compareBytes(left.bytes[...], right.bytes[...]) < 0
  }
}

/// Negative, zero or positive, as the first bytes come before, are equal to or come after the
/// second: unsigned, and a beginning before its continuation.
package func compareBytes(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Int {
  let count = min(left.count, right.count)
  let (leftStart, rightStart) = (left.startIndex, right.startIndex)
  for index in 0..<count {
    let (one, other) = (left[leftStart + index], right[rightStart + index])
    if one != other { return one < other ? -1 : 1 }
  }
  return left.count - right.count
}
