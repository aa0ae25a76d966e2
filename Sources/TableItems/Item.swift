// The attributes of an item, or of a map within one, as bytes: how items are stored and handed on.
//
// An entry is the length of its name, the name, and a value; entries stand in the order of their
// names. A value is a type byte and
//   S, B          length, bytes
//   N             `NumberEncoding`
//   BOOL, NULL    nothing: the type byte says it
//   L, SS, NS, BS length of the rest (4 bytes), count (4 bytes), values
//   M             length of the rest (4 bytes), count (4 bytes), entries
// Sets are sorted. So equal items have equal bytes, and numbers compare as their bytes do.

/// A stretch of bytes that holds entries; many items of one page share one buffer.
package struct Item: Sendable {
  package let bytes: [UInt8]
  package let start: Int
  package let end: Int

  package static let empty = Item(bytes: [], start: 0, end: 0)

  @inlinable package init(bytes: [UInt8], start: Int, end: Int) {
    self.bytes = bytes
    self.start = start
    self.end = end
  }

  package init(_ bytes: [UInt8]) {
    self.init(bytes: bytes, start: 0, end: bytes.count)
  }

  package init(_ map: AttributeMap) {
    var writer = ItemWriter()
    for entry in map.entries {
      writer.name(entry.name.bytes)
      writer.value(entry.value)
    }
    self = writer.finish()
  }

  package var isEmpty: Bool { start == end }

  package var encoded: ArraySlice<UInt8> { bytes[start..<end] }

  /// The value of a name.
  package subscript(name: ByteString) -> ValueView? {
    let offset = offset(of: name)
    return offset < 0 ? nil : ValueView(bytes: bytes, offset: offset)
  }

  /// Where the value of a name begins in `bytes`; -1 where there is none. Names are in order, so
  /// the search ends early.
  package func offset(of name: ByteString) -> Int {
    let bytes = bytes.span
    let name = name.bytes.span
    let count = name.count
    var cursor = start
    while cursor < end {
      let (length, first) = Encoded.length(at: cursor, in: bytes)
      let value = first + length
      if length == count {
        var index = 0
        while index < count, bytes[first + index] == name[index] { index += 1 }
        if index == count { return value }
      }
      if count > 0, length > 0, bytes[first] > name[0] { return -1 }
      cursor = Encoded.end(ofValueAt: value, in: bytes)
    }
    return -1
  }

  /// How many attributes there are.
  package var count: Int {
    let bytes = bytes.span
    var count = 0
    var cursor = start
    while cursor < end {
      let (length, first) = Encoded.length(at: cursor, in: bytes)
      cursor = Encoded.end(ofValueAt: first + length, in: bytes)
      count += 1
    }
    return count
  }

  package var tree: AttributeMap {
    var map = AttributeMap()
    for entry in self { map.append(ByteString(entry.name), entry.value.tree) }
    return map
  }
}

extension Item: Hashable {
  package static func == (left: Item, right: Item) -> Bool {
    left.encoded == right.encoded
  }

  package func hash(into hasher: inout Hasher) {
    for byte in encoded { hasher.combine(byte) }
  }
}

extension Item: Sequence {
  package struct Entry: Sendable {
    package let name: ArraySlice<UInt8>
    package let value: ValueView
  }

  package struct Iterator: IteratorProtocol {
    let bytes: [UInt8]
    var cursor: Int
    let end: Int

    package mutating func next() -> Entry? {
      guard cursor < end else { return nil }
      let (length, first) = Encoded.length(at: cursor, in: bytes)
      let value = first + length
      cursor = Encoded.end(ofValueAt: value, in: bytes)
      return Entry(name: bytes[first..<value], value: ValueView(bytes: bytes, offset: value))
    }
  }

  package func makeIterator() -> Iterator { Iterator(bytes: bytes, cursor: start, end: end) }
}

extension Item: CustomStringConvertible {
  package var description: String {
    "{" + map { "\(ByteString($0.name)): \($0.value)" }.joined(separator: ", ") + "}"
  }
}

extension Item: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (ByteString, AttributeValue)...) {
    var map = AttributeMap()
    for (name, value) in elements { map[name] = value }
    self.init(map)
  }
}
