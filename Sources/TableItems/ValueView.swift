// A value where it lies in an item's bytes: read without taking it out.

package struct ValueView: Sendable {
  package let bytes: [UInt8]
  package let offset: Int

  @inlinable package init(bytes: [UInt8], offset: Int) {
    self.bytes = bytes
    self.offset = offset
  }

  /// The value alone, in bytes of its own.
  package init(_ value: AttributeValue) {
    var writer = ItemWriter()
    writer.value(value)
    self.init(bytes: writer.finish().bytes, offset: 0)
  }

  package var tag: UInt8 { bytes[offset] }

  package var type: ValueType {
    switch tag {
    case Encoded.string: .string
    case Encoded.number: .number
    case Encoded.binary: .binary
    case Encoded.falseValue, Encoded.trueValue: .boolean
    case Encoded.list: .list
    case Encoded.map: .map
    case Encoded.stringSet: .stringSet
    case Encoded.numberSet: .numberSet
    case Encoded.binarySet: .binarySet
    default: .null
    }
  }

  /// The value with its type byte: equal for equal values.
  package var encoded: ArraySlice<UInt8> {
    bytes[offset..<Encoded.end(ofValueAt: offset, in: bytes)]
  }

  /// The bytes of a string or a binary, or the encoded number: what is ordered within a type.
  package var payload: ArraySlice<UInt8> { bytes[Encoded.payload(at: offset, in: bytes)] }

  package var boolean: Bool { tag == Encoded.trueValue }

  package var number: DecimalNumber { NumberEncoding.decode(at: offset + 1, in: bytes) }

  package var isNumber: Bool { tag == Encoded.number }

  /// How many elements or entries a collection has; 0 for others.
  package var count: Int {
    tag >= Encoded.list ? Encoded.word(at: offset + 5, in: bytes.span) : 0
  }

  /// The entries of a map; of anything else, none.
  package var map: Item {
    guard tag == Encoded.map else { return .empty }
    return Item(
      bytes: bytes, start: offset + Encoded.headerBytes,
      end: Encoded.end(ofValueAt: offset, in: bytes))
  }

  /// The elements of a list or a set, as values.
  package var elements: Elements {
    switch tag {
    case Encoded.list, Encoded.stringSet, Encoded.numberSet, Encoded.binarySet:
      Elements(
        bytes: bytes, cursor: offset + Encoded.headerBytes,
        end: Encoded.end(ofValueAt: offset, in: bytes))
    default: Elements(bytes: bytes, cursor: 0, end: 0)
    }
  }

  package struct Elements: Sequence, IteratorProtocol {
    let bytes: [UInt8]
    var cursor: Int
    let end: Int

    package mutating func next() -> ValueView? {
      guard cursor < end else { return nil }
      defer { cursor = Encoded.end(ofValueAt: cursor, in: bytes) }
      return ValueView(bytes: bytes, offset: cursor)
    }
  }

  package var tree: AttributeValue {
    switch tag {
    case Encoded.string: .string(ByteString(payload))
    case Encoded.number: .number(number)
    case Encoded.binary: .binary(ByteString(payload))
    case Encoded.falseValue: .boolean(false)
    case Encoded.trueValue: .boolean(true)
    case Encoded.list: .list(elements.map(\.tree))
    case Encoded.map: .map(map.tree)
    case Encoded.stringSet: .stringSet(elements.map { ByteString($0.payload) })
    case Encoded.numberSet: .numberSet(elements.map(\.number))
    case Encoded.binarySet: .binarySet(elements.map { ByteString($0.payload) })
    default: .null
    }
  }
}

extension ValueView: Hashable {
  package static func == (left: ValueView, right: ValueView) -> Bool {
    left.encoded == right.encoded
  }

  package func hash(into hasher: inout Hasher) {
    for byte in encoded { hasher.combine(byte) }
  }
}

extension ValueView: CustomStringConvertible {
  /// As DynamoDB's messages show values: `{S:b}`.
  package var description: String { "{\(type.rawValue):\(text)}" }

  private var text: String {
    switch type {
    case .string: String(decoding: payload, as: UTF8.self)
    case .number: number.text
    case .binary: Base64.text(of: payload)
    case .boolean: boolean ? "true" : "false"
    case .null: "true"
    case .map: map.description
    case .list, .stringSet, .numberSet, .binarySet:
      "[" + elements.map { type == .list ? $0.description : $0.text }.joined(separator: ", ") + "]"
    }
  }
}
