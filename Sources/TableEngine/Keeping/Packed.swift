// Values as bytes, one behind the other: what a kept engine has many of.

import TableItems
import TableModel
import VirtualTime

/// What does not come back: bytes that no engine wrote.
package struct StateFault: Error, Sendable, Equatable {
  package let what: String

  init(_ what: String) { self.what = what }
}

/// Written by hand and not field by field with their names, because there may be millions of it.
protocol Packed: Codable {
  func pack(into writer: inout PackWriter)
  init(unpacking reader: inout PackReader) throws(StateFault)
}

struct PackWriter {
  private(set) var bytes: [UInt8] = []
  /// Where stores leave their nodes.
  let shelf: StoreShelf

  init(_ shelf: StoreShelf) { self.shelf = shelf }

  /// Seven bits a byte, small numbers first: most are small.
  mutating func number(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// Signed, with the sign at the lowest bit.
  mutating func signed(_ value: Int64) {
    number(UInt64(bitPattern: value << 1 ^ value >> 63))
  }

  mutating func run(_ value: some Collection<UInt8>) {
    number(UInt64(value.count))
    bytes.append(contentsOf: value)
  }

  mutating func byte(_ value: UInt8) { bytes.append(value) }
}

struct PackReader {
  private let bytes: [UInt8]
  private var position: Int
  private let end: Int
  let shelf: StoreShelfReader

  init(_ bytes: [UInt8], _ range: Range<Int>, _ shelf: StoreShelfReader) {
    self.bytes = bytes
    position = range.lowerBound
    end = range.upperBound
    self.shelf = shelf
  }

  var isAtEnd: Bool { position == end }

  mutating func byte() throws(StateFault) -> UInt8 {
    guard position < end else { throw StateFault("the end comes too early") }
    defer { position += 1 }
    return bytes[position]
  }

  mutating func number() throws(StateFault) -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      let byte = try byte()
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
    }
    throw StateFault("a number does not end")
  }

  mutating func signed() throws(StateFault) -> Int64 {
    let value = try number()
    return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
  }

  /// A number that counts what follows, each of a byte at least.
  mutating func count() throws(StateFault) -> Int {
    let value = try number()
    guard value <= UInt64(end - position) else { throw StateFault("a list is too long") }
    return Int(value)
  }

  mutating func whole<Number: FixedWidthInteger>(_: Number.Type) throws(StateFault) -> Number {
    guard let value = Number(exactly: try signed()) else {
      throw StateFault("a number is too large")
    }
    return value
  }

  mutating func run() throws(StateFault) -> ArraySlice<UInt8> {
    let count = try count()
    defer { position += count }
    return bytes[position..<position + count]
  }
}

extension Packed {
  package func encode(to encoder: any Encoder) throws {
    guard let encoder = encoder as? StateEncoder else { throw StateFault("an encoder of others") }
    encoder.put(self)
  }

  package init(from decoder: any Decoder) throws {
    guard let decoder = decoder as? StateDecoder else { throw StateFault("a decoder of others") }
    self = try decoder.take(Self.self)
  }
}

// MARK: - Plain values

extension UInt8: Packed {
  func pack(into writer: inout PackWriter) { writer.byte(self) }
  init(unpacking reader: inout PackReader) throws(StateFault) { self = try reader.byte() }
}

extension Int: Packed {
  func pack(into writer: inout PackWriter) { writer.signed(Int64(self)) }
  init(unpacking reader: inout PackReader) throws(StateFault) { self = try reader.whole(Int.self) }
}

extension Int32: Packed {
  func pack(into writer: inout PackWriter) { writer.signed(Int64(self)) }
  init(unpacking reader: inout PackReader) throws(StateFault) {
    self = try reader.whole(Int32.self)
  }
}

extension UInt64: Packed {
  func pack(into writer: inout PackWriter) { writer.number(self) }
  init(unpacking reader: inout PackReader) throws(StateFault) { self = try reader.number() }
}

extension String: Packed {
  func pack(into writer: inout PackWriter) { writer.run(utf8) }
  init(unpacking reader: inout PackReader) throws(StateFault) {
    self = String(decoding: try reader.run(), as: UTF8.self)
  }
}

extension Instant: Packed {
  func pack(into writer: inout PackWriter) { writer.signed(milliseconds) }
  init(unpacking reader: inout PackReader) throws(StateFault) {
    self.init(milliseconds: try reader.signed())
  }
}

extension ByteString: Packed {
  func pack(into writer: inout PackWriter) { writer.run(bytes) }
  init(unpacking reader: inout PackReader) throws(StateFault) {
    self.init(Array(try reader.run()))
  }
}

extension Item: Packed {
  func pack(into writer: inout PackWriter) { writer.run(encoded) }
  init(unpacking reader: inout PackReader) throws(StateFault) {
    self.init(Array(try reader.run()))
  }
}

// MARK: - Many of them

extension Array: Packed where Element: Packed {
  func pack(into writer: inout PackWriter) {
    if let bytes = self as? [UInt8] {
      writer.run(bytes)
      return
    }
    writer.number(UInt64(count))
    for element in self { element.pack(into: &writer) }
  }

  init(unpacking reader: inout PackReader) throws(StateFault) {
    if let bytes = [UInt8].self as? Self.Type {
      guard let run = Array<UInt8>(try reader.run()) as? Self else {
        throw StateFault("\(bytes) are no bytes")
      }
      self = run
      return
    }
    var elements: Self = []
    let count = try reader.count()
    elements.reserveCapacity(count)
    while elements.count < count { elements.append(try Element(unpacking: &reader)) }
    self = elements
  }
}

extension Optional: Packed where Wrapped: Packed {
  func pack(into writer: inout PackWriter) {
    writer.byte(self == nil ? 0 : 1)
    self?.pack(into: &writer)
  }

  init(unpacking reader: inout PackReader) throws(StateFault) {
    self = try reader.byte() == 0 ? nil : Wrapped(unpacking: &reader)
  }
}

extension Dictionary: Packed where Key: Packed, Value: Packed {
  func pack(into writer: inout PackWriter) {
    writer.number(UInt64(count))
    for (key, value) in self {
      key.pack(into: &writer)
      value.pack(into: &writer)
    }
  }

  init(unpacking reader: inout PackReader) throws(StateFault) {
    let count = try reader.count()
    var entries = Self(minimumCapacity: count)
    for _ in 0..<count {
      let key = try Key(unpacking: &reader)
      entries[key] = try Value(unpacking: &reader)
    }
    self = entries
  }
}
