// How many bytes DynamoDB counts for an item, to the byte.
//
// EVIDENCE: Developer Guide, "DynamoDB item sizes and formats", which says "approximately"; the
// exact figures were measured at the service.

package enum ItemSize {
  /// Names and values of an item.
  package static func size(of item: Item) -> Int {
    let bytes = item.bytes.span
    var total = 0
    var cursor = item.start
    while cursor < item.end {
      let (length, first) = Encoded.length(at: cursor, in: bytes)
      total += length
      let value = first + length
      switch bytes[value] {
      case Encoded.string, Encoded.binary:
        let (length, start) = Encoded.length(at: value + 1, in: bytes)
        total += length
        cursor = start + length
      case Encoded.number:
        total += NumberEncoding.size(at: value + 1, in: bytes)
        cursor = Encoded.end(ofValueAt: value, in: bytes)
      default:
        total += size(ofValueAt: value, in: item.bytes)
        cursor = Encoded.end(ofValueAt: value, in: bytes)
      }
    }
    return total
  }

  package static func size(of value: ValueView) -> Int {
    size(ofValueAt: value.offset, in: value.bytes)
  }

  package static func size(ofValueAt offset: Int, in bytes: [UInt8]) -> Int {
    switch bytes[offset] {
    case Encoded.string, Encoded.binary:
      return Encoded.length(at: offset + 1, in: bytes).length
    case Encoded.number: return NumberEncoding.size(at: offset + 1, in: bytes.span)
    case Encoded.falseValue, Encoded.trueValue, Encoded.null: return 1
    default: return size(ofCollection: ValueView(bytes: bytes, offset: offset))
    }
  }

  private static func size(ofCollection value: ValueView) -> Int {
    switch value.tag {
    case Encoded.list:
      return value.elements.reduce(collection) { $0 + element + size(of: $1) }
    case Encoded.map:
      return value.map.reduce(collection) { $0 + element + $1.name.count + size(of: $1.value) }
    case Encoded.stringSet, Encoded.numberSet, Encoded.binarySet:
      return value.elements.reduce(0) { $0 + size(of: $1) }
    default: return 1
    }
  }

  /// A list or a map has 3 bytes of its own, and 1 for each thing in it.
  private static let collection = 3
  private static let element = 1

  /// A byte, and one for each two digits on either side of the point, zeros at both ends not
  /// counted; one more for the sign.
  static func number(digits: Int, magnitude: Int, isNegative: Bool) -> Int {
    let whole = max(0, min(digits, magnitude + 1))
    return 1 + (whole + 1) / 2 + (digits - whole + 1) / 2 + (isNegative ? 1 : 0)
  }
}
