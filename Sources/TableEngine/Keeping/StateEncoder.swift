// The state of an engine with the names of its fields, as the compiler lists them.

/// A value on its way to bytes.
private final class StateNode {
  enum Content {
    case nothing
    case bool(Bool)
    case signed(Int64)
    case unsigned(UInt64)
    case text(String)
    case packed([UInt8])
    case list([StateNode])
    case map([(name: String, node: StateNode)])
  }

  var content = Content.nothing

  func pack(into writer: inout PackWriter) {
    switch content {
    case .nothing: writer.byte(StateTag.nothing)
    case .bool(let value): writer.byte(value ? StateTag.yes : StateTag.no)
    case .signed(let value):
      writer.byte(StateTag.signed)
      writer.signed(value)
    case .unsigned(let value):
      writer.byte(StateTag.unsigned)
      writer.number(value)
    case .text(let text):
      writer.byte(StateTag.text)
      writer.run(text.utf8)
    case .packed(let bytes):
      writer.byte(StateTag.packed)
      writer.shelf.place(bytes, &writer)
    case .list(let nodes):
      writer.byte(StateTag.list)
      writer.number(UInt64(nodes.count))
      for node in nodes { node.pack(into: &writer) }
    case .map(let entries):
      writer.byte(StateTag.map)
      writer.number(UInt64(entries.count))
      for (name, node) in entries {
        writer.run(name.utf8)
        node.pack(into: &writer)
      }
    }
  }

  func add(_ node: StateNode) {
    if case .list(var nodes) = content {
      content = .nothing
      nodes.append(node)
      content = .list(nodes)
    }
  }

  func add(_ name: String, _ node: StateNode) {
    if case .map(var entries) = content {
      content = .nothing
      entries.append((name, node))
      content = .map(entries)
    }
  }
}

enum StateTag {
  static let nothing: UInt8 = 0
  static let no: UInt8 = 1
  static let yes: UInt8 = 2
  static let signed: UInt8 = 3
  static let unsigned: UInt8 = 4
  static let text: UInt8 = 5
  static let packed: UInt8 = 6
  static let list: UInt8 = 7
  static let map: UInt8 = 8
}

struct StateEncoder: Encoder {
  private let node: StateNode
  private let shelf: StoreShelf

  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  static func bytes(of value: some Encodable, _ shelf: StoreShelf) throws -> [UInt8] {
    let encoder = StateEncoder(node: StateNode(), shelf: shelf)
    try encoder.encode(value)
    var writer = PackWriter(shelf)
    encoder.node.pack(into: &writer)
    return writer.bytes
  }

  func put(_ value: some Packed) {
    var writer = PackWriter(shelf)
    value.pack(into: &writer)
    node.content = .packed(writer.bytes)
  }

  private func encode(_ value: some Encodable) throws {
    if let packed = value as? any Packed { put(packed) } else { try value.encode(to: self) }
  }

  fileprivate func child() -> StateEncoder { StateEncoder(node: StateNode(), shelf: shelf) }

  func container<Key: CodingKey>(keyedBy: Key.Type) -> KeyedEncodingContainer<Key> {
    node.content = .map([])
    return KeyedEncodingContainer(Fields(encoder: self))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    node.content = .list([])
    return Elements(encoder: self)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { Single(encoder: self) }

  private struct Fields<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let encoder: StateEncoder
    var codingPath: [any CodingKey] { [] }

    private func add(_ key: Key) -> StateEncoder {
      let child = encoder.child()
      encoder.node.add(key.stringValue, child.node)
      return child
    }

    mutating func encodeNil(forKey key: Key) throws { _ = add(key) }
    mutating func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
      try add(key).encode(value)
    }
    mutating func nestedContainer<Other: CodingKey>(
      keyedBy type: Other.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Other> { add(key).container(keyedBy: type) }
    mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
      add(key).unkeyedContainer()
    }
    mutating func superEncoder() -> any Encoder { encoder }
    mutating func superEncoder(forKey key: Key) -> any Encoder { add(key) }
  }

  private struct Elements: UnkeyedEncodingContainer {
    let encoder: StateEncoder
    var count = 0
    var codingPath: [any CodingKey] { [] }

    private mutating func add() -> StateEncoder {
      let child = encoder.child()
      encoder.node.add(child.node)
      count += 1
      return child
    }

    mutating func encodeNil() throws { _ = add() }
    mutating func encode<Value: Encodable>(_ value: Value) throws { try add().encode(value) }
    mutating func nestedContainer<Key: CodingKey>(
      keyedBy type: Key.Type
    ) -> KeyedEncodingContainer<Key> { add().container(keyedBy: type) }
    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
      add().unkeyedContainer()
    }
    mutating func superEncoder() -> any Encoder { add() }
  }

  private struct Single: SingleValueEncodingContainer {
    let encoder: StateEncoder
    var codingPath: [any CodingKey] { [] }

    mutating func encodeNil() throws { encoder.node.content = .nothing }
    mutating func encode(_ value: Bool) throws { encoder.node.content = .bool(value) }
    mutating func encode(_ value: String) throws { encoder.node.content = .text(value) }
    mutating func encode(_ value: Int) throws { encoder.node.content = .signed(Int64(value)) }
    mutating func encode(_ value: Int8) throws { encoder.node.content = .signed(Int64(value)) }
    mutating func encode(_ value: Int16) throws { encoder.node.content = .signed(Int64(value)) }
    mutating func encode(_ value: Int32) throws { encoder.node.content = .signed(Int64(value)) }
    mutating func encode(_ value: Int64) throws { encoder.node.content = .signed(value) }
    mutating func encode(_ value: UInt) throws { encoder.node.content = .unsigned(UInt64(value)) }
    mutating func encode(_ value: UInt8) throws { encoder.node.content = .unsigned(UInt64(value)) }
    mutating func encode(_ value: UInt16) throws { encoder.node.content = .unsigned(UInt64(value)) }
    mutating func encode(_ value: UInt32) throws { encoder.node.content = .unsigned(UInt64(value)) }
    mutating func encode(_ value: UInt64) throws { encoder.node.content = .unsigned(value) }
    mutating func encode(_ value: Double) throws { throw StateFault("no state has fractions") }
    mutating func encode(_ value: Float) throws { throw StateFault("no state has fractions") }
    mutating func encode<Value: Encodable>(_ value: Value) throws { try encoder.encode(value) }
  }
}
