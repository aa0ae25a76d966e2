// The fields of a record one after the other: numbers of a fixed width, bytes with their length.

struct FieldWriter {
  private(set) var bytes: [UInt8] = []

  init(_ kind: UInt8) { bytes.append(kind) }

  mutating func number(_ value: Int64) {
    for shift in stride(from: Int64(0), to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }

  mutating func field(_ value: some Collection<UInt8>) {
    bytes.appendWord(UInt32(value.count))
    bytes.append(contentsOf: value)
  }

  mutating func text(_ value: String) { field(value.utf8) }

  /// What stands last needs no length.
  mutating func rest(_ value: ArraySlice<UInt8>) { bytes.append(contentsOf: value) }
}

/// Nil is no record that we wrote, whatever its checksum says.
struct FieldReader {
  private let bytes: [UInt8]
  private var position: Int
  private let end: Int

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    position = range.lowerBound
    end = range.upperBound
  }

  var isAtEnd: Bool { position == end }

  mutating func kind() -> UInt8? {
    guard position < end else { return nil }
    defer { position += 1 }
    return bytes[position]
  }

  mutating func number() -> Int64? {
    guard end - position >= 8 else { return nil }
    var value: Int64 = 0
    for index in (0..<8).reversed() { value = value << 8 | Int64(bytes[position + index]) }
    position += 8
    return value
  }

  mutating func field() -> ArraySlice<UInt8>? {
    guard end - position >= 4 else { return nil }
    let length = Int(bytes.word(at: position))
    guard length <= end - position - 4 else { return nil }
    defer { position += 4 + length }
    return bytes[position + 4..<position + 4 + length]
  }

  mutating func text() -> String? { field().map { String(decoding: $0, as: UTF8.self) } }

  mutating func rest() -> Range<Int> {
    defer { position = end }
    return position..<end
  }
}
