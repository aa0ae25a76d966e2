// A set of shapes, compiled: what may stand where, in flat tables that load in microseconds.

/// Names a shape within its `Schema`.
package struct ShapeID: Hashable, Sendable {
  package let raw: UInt32

  package init(_ raw: UInt32) {
    self.raw = raw
  }

  package static let none = ShapeID(UInt32.max)
}

package struct ShapeKinds: OptionSet, Sendable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  package static let null = ShapeKinds(rawValue: 1)
  package static let boolean = ShapeKinds(rawValue: 2)
  package static let integer = ShapeKinds(rawValue: 4)
  package static let number = ShapeKinds(rawValue: 8)
  package static let string = ShapeKinds(rawValue: 16)
  package static let array = ShapeKinds(rawValue: 32)
  package static let object = ShapeKinds(rawValue: 64)
  package static let any = ShapeKinds(rawValue: 127)
}

package struct ShapeFlags: OptionSet, Sendable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// `x-literal`: no `${…}` may stand here.
  package static let literal = ShapeFlags(rawValue: 1)
  /// `x-open`: a document of somebody else's, kept as it is.
  package static let open = ShapeFlags(rawValue: 2)
  /// `x-coerce`: booleans and numbers become strings, with a warning.
  package static let coerced = ShapeFlags(rawValue: 4)
  /// `x-one-or-many`: a single element stands for a list of one.
  package static let oneOrMany = ShapeFlags(rawValue: 8)
  /// Unknown keys are errors.
  package static let closed = ShapeFlags(rawValue: 16)
  package static let unique = ShapeFlags(rawValue: 32)
  /// `false` as a schema.
  package static let never = ShapeFlags(rawValue: 64)
}

/// A range of one of the schema's tables.
package struct TableRange: Sendable {
  package var start: UInt32 = 0
  package var count: UInt32 = 0

  package init() {}

  package init(start: Int, count: Int) {
    self.start = UInt32(start)
    self.count = UInt32(count)
  }

  package var indices: Range<Int> { Int(start)..<Int(start) + Int(count) }

  package var isEmpty: Bool { count == 0 }
}

package struct Shape: Sendable {
  package static let noLimit = UInt32.max

  package var kinds = ShapeKinds.any
  package var flags: ShapeFlags = []
  /// Sorted by length, then bytes, so that a key is found by halving.
  package var properties = TableRange()
  /// The shape of keys that are not among `properties`.
  package var additional = ShapeID.none
  package var keyShape = ShapeID.none
  package var items = ShapeID.none
  package var itemsMin: UInt32 = 0
  package var itemsMax = Shape.noLimit
  package var propertiesMin: UInt32 = 0
  package var propertiesMax = Shape.noLimit
  package var lengthMin: UInt32 = 0
  package var lengthMax = Shape.noLimit
  package var choices = TableRange()
  package var pattern = TableRange()
  /// `x-form`: the pattern in words.
  package var form = TableRange()
  package var format = TableRange()
  package var minimum = -Double.infinity
  package var maximum = Double.infinity
  /// `anyOf`: entries of `Schema.branches`.
  package var anyOf = TableRange()
  package var allOf = TableRange()
  package var condition = ShapeID.none
  package var consequence = ShapeID.none
  package var alternative = ShapeID.none

  package init() {}
}

package struct Property: Sendable {
  package var name: TableRange
  package var shape: ShapeID
  /// The property's place in the declaration, from 1; what a checked key carries.
  package var ordinal: UInt32
  package var flags: PropertyFlags
  /// `x-ineffective`: why the setting does nothing.
  package var ineffective: TableRange
  /// The first mapping or list among `examples`, as YAML on one line.
  package var example: TableRange
}

package struct PropertyFlags: OptionSet, Sendable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  package static let required = PropertyFlags(rawValue: 1)
  /// `x-alias`: another spelling of the property with this ordinal.
  package static let alias = PropertyFlags(rawValue: 2)
  package static let identity = PropertyFlags(rawValue: 4)
}

/// One allowed value.
package struct Choice: Sendable {
  /// Strings as they are; anything else in canonical JSON.
  package var text: TableRange
  package var isString: Bool
  /// `x-enum-alias`: the position, among the shape's choices, of the value it stands for.
  package var standsFor: UInt32

  package static let itself = UInt32.max
}

package struct Schema: Sendable {
  package var shapes: [Shape] = []
  package var properties: [Property] = []
  package var choices: [Choice] = []
  package var branches: [UInt32] = []
  package var bytes: [UInt8] = []
  /// The entry points, by name: `service`, `dynamodb-table`, …
  package var roots: [(name: TableRange, shape: ShapeID)] = []

  package init() {}

  package func text(_ range: TableRange) -> String {
    String(decoding: bytes[range.indices], as: UTF8.self)
  }

  package func shape(_ id: ShapeID) -> Shape { shapes[Int(id.raw)] }

  package func root(_ name: String) -> ShapeID? {
    roots.first { bytes[$0.name.indices].elementsEqual(name.utf8) }?.shape
  }

  /// The property whose key is the given text, by halving.
  package func property(_ key: ArraySlice<UInt8>, of shape: Shape) -> Int? {
    var low = shape.properties.indices.lowerBound
    var high = shape.properties.indices.upperBound
    while low < high {
      let middle = (low + high) / 2
      switch order(key, bytes[properties[middle].name.indices]) {
      case 0: return middle
      case ..<0: high = middle
      default: low = middle + 1
      }
    }
    return nil
  }

  private func order(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Int {
    if left.count != right.count { return left.count - right.count }
    var index = right.startIndex
    for byte in left {
      if byte != right[index] { return Int(byte) - Int(right[index]) }
      index += 1
    }
    return 0
  }

  static func precedes(_ left: some Collection<UInt8>, _ right: some Collection<UInt8>) -> Bool {
    left.count != right.count
      ? left.count < right.count : left.lexicographicallyPrecedes(right)
  }
}
