// The state of an engine read back, field by field, by the names that the compiler lists.

/// What was read, before anybody asked for it.
private indirect enum StateTree {
  case nothing
  case bool(Bool)
  case signed(Int64)
  case unsigned(UInt64)
  case text(String)
  case packed(PackReader)
  case list([StateTree])
  case map([String: StateTree])

  init(_ reader: inout PackReader, depth: Int = 0) throws(StateFault) {
    guard depth < 64 else { throw StateFault("a value lies too deep") }
    switch try reader.byte() {
    case StateTag.nothing: self = .nothing
    case StateTag.no: self = .bool(false)
    case StateTag.yes: self = .bool(true)
    case StateTag.signed: self = .signed(try reader.signed())
    case StateTag.unsigned: self = .unsigned(try reader.number())
    case StateTag.text: self = .text(try String(unpacking: &reader))
    case StateTag.packed: self = .packed(try reader.shelf.take(&reader))
    case StateTag.list:
      var list: [StateTree] = []
      for _ in 0..<(try reader.count()) { list.append(try StateTree(&reader, depth: depth + 1)) }
      self = .list(list)
    case StateTag.map:
      var map: [String: StateTree] = [:]
      for _ in 0..<(try reader.count()) {
        let name = try String(unpacking: &reader)
        map[name] = try StateTree(&reader, depth: depth + 1)
      }
      self = .map(map)
    default: throw StateFault("a value is of no kind")
    }
  }
}

struct StateDecoder: Decoder {
  private let tree: StateTree

  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  static func value<Value: Decodable>(
    _ type: Value.Type, in reader: inout PackReader
  ) throws -> Value {
    try StateDecoder(tree: StateTree(&reader)).decode(type)
  }

  func take<Value: Packed>(_ type: Value.Type) throws -> Value {
    guard case .packed(var reader) = tree else { throw StateFault("`\(type)` is not packed") }
    let value = try type.init(unpacking: &reader)
    guard reader.isAtEnd else { throw StateFault("`\(type)` does not end where it should") }
    return value
  }

  fileprivate func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    guard let packed = type as? any Packed.Type else { return try Value(from: self) }
    guard let value = try take(packed) as? Value else { throw StateFault("no `\(type)`") }
    return value
  }

  func container<Key: CodingKey>(keyedBy: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard case .map(let map) = tree else { throw StateFault("fields are missing") }
    return KeyedDecodingContainer(Fields(map: map))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard case .list(let list) = tree else { throw StateFault("a list is missing") }
    return Elements(list: list)
  }

  func singleValueContainer() -> any SingleValueDecodingContainer { Single(decoder: self) }

  private struct Fields<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let map: [String: StateTree]
    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { map.keys.compactMap { Key(stringValue: $0) } }

    private func decoder(_ key: Key) throws -> StateDecoder {
      guard let tree = map[key.stringValue] else {
        throw StateFault("`\(key.stringValue)` is missing")
      }
      return StateDecoder(tree: tree)
    }

    func contains(_ key: Key) -> Bool { map[key.stringValue] != nil }
    func decodeNil(forKey key: Key) throws -> Bool { try decoder(key).isNothing }
    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
      try decoder(key).decode(type)
    }
    func nestedContainer<Other: CodingKey>(
      keyedBy type: Other.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Other> { try decoder(key).container(keyedBy: type) }
    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
      try decoder(key).unkeyedContainer()
    }
    func superDecoder() throws -> any Decoder { throw StateFault("no state inherits") }
    func superDecoder(forKey key: Key) throws -> any Decoder { try decoder(key) }
  }

  private struct Elements: UnkeyedDecodingContainer {
    let list: [StateTree]
    var currentIndex = 0
    var codingPath: [any CodingKey] { [] }
    var count: Int? { list.count }
    var isAtEnd: Bool { currentIndex == list.count }

    private mutating func next() throws -> StateDecoder {
      guard currentIndex < list.count else { throw StateFault("a list is too short") }
      defer { currentIndex += 1 }
      return StateDecoder(tree: list[currentIndex])
    }

    mutating func decodeNil() throws -> Bool {
      guard currentIndex < list.count, case .nothing = list[currentIndex] else { return false }
      currentIndex += 1
      return true
    }
    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
      try next().decode(type)
    }
    mutating func nestedContainer<Key: CodingKey>(
      keyedBy type: Key.Type
    ) throws -> KeyedDecodingContainer<Key> { try next().container(keyedBy: type) }
    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
      try next().unkeyedContainer()
    }
    mutating func superDecoder() throws -> any Decoder { try next() }
  }

  fileprivate var isNothing: Bool { if case .nothing = tree { true } else { false } }

  fileprivate func number<Number: FixedWidthInteger>(_ type: Number.Type) throws -> Number {
    let number: Number? =
      switch tree {
      case .signed(let value): Number(exactly: value)
      case .unsigned(let value): Number(exactly: value)
      case .nothing, .bool, .text, .packed, .list, .map: nil
      }
    guard let number else { throw StateFault("no number of type `\(type)`") }
    return number
  }

  private struct Single: SingleValueDecodingContainer {
    let decoder: StateDecoder
    var codingPath: [any CodingKey] { [] }

    func decodeNil() -> Bool { decoder.isNothing }
    func decode(_: Bool.Type) throws -> Bool {
      guard case .bool(let value) = decoder.tree else { throw StateFault("neither yes nor no") }
      return value
    }
    func decode(_ type: String.Type) throws -> String {
      guard case .text(let text) = decoder.tree else { throw StateFault("no text") }
      return text
    }
    func decode(_: Double.Type) throws -> Double { throw StateFault("no state has fractions") }
    func decode(_: Float.Type) throws -> Float { throw StateFault("no state has fractions") }
    func decode(_ type: Int.Type) throws -> Int { try decoder.number(type) }
    func decode(_ type: Int8.Type) throws -> Int8 { try decoder.number(type) }
    func decode(_ type: Int16.Type) throws -> Int16 { try decoder.number(type) }
    func decode(_ type: Int32.Type) throws -> Int32 { try decoder.number(type) }
    func decode(_ type: Int64.Type) throws -> Int64 { try decoder.number(type) }
    func decode(_ type: UInt.Type) throws -> UInt { try decoder.number(type) }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try decoder.number(type) }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try decoder.number(type) }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try decoder.number(type) }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try decoder.number(type) }
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try decoder.decode(type) }
  }
}
