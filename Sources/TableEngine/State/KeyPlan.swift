// The key of a table or an index, ready to be read out of items.

import TableItems
import TableModel

struct KeyAttribute: Sendable, Codable {
  let name: ByteString
  let type: KeyType
  let tag: UInt8

  init(_ name: String, _ type: KeyType) {
    self.name = ByteString(name)
    self.type = type
    switch type {
    case .string: tag = Encoded.string
    case .number: tag = Encoded.number
    case .binary: tag = Encoded.binary
    }
  }
}

extension KeyAttribute {
  /// Whether the item has a value that a key can have.
  func isKey(in item: Item) -> Bool { keyOffset(in: item) >= 0 }

  /// Where the item has a value that a key can have; -1 where it has none.
  func keyOffset(in item: Item) -> Int {
    let offset = item.offset(of: name)
    let bytes = item.bytes.span
    guard offset >= 0, bytes[offset] == tag else { return -1 }
    return tag == Encoded.number || !Encoded.payload(at: offset, in: bytes).isEmpty ? offset : -1
  }
}

struct KeyPlan: Sendable, Codable {
  let partition: [KeyAttribute]
  let sort: [KeyAttribute]

  /// Attributes without a definition were refused before.
  init(_ schema: [KeyElement], _ definition: TableDefinition) {
    partition = schema.hashNames.map { KeyAttribute($0, definition.type(of: $0) ?? .string) }
    sort = schema.rangeNames.map { KeyAttribute($0, definition.type(of: $0) ?? .string) }
  }

  var attributes: [KeyAttribute] { partition + sort }

  func contains(_ name: ByteString) -> Bool {
    partition.contains { $0.name == name } || sort.contains { $0.name == name }
  }

  // MARK: Keys of the table

  /// The encoded key of an item that is put: what is wrong with it is said in the words of puts.
  func key(ofItem item: Item) throws(EngineError) -> [UInt8] {
    if let key = soundKey(item) { return key }
    for attribute in partition { try checkPut(attribute, item) }
    for attribute in sort { try checkPut(attribute, item) }
    return try checkedKey(item)
  }

  private func checkPut(_ attribute: KeyAttribute, _ item: Item) throws(EngineError) {
    let offset = item.offset(of: attribute.name)
    guard offset >= 0 else { throw .validation(EngineMessage.missingKey(attribute.name)) }
    guard item.bytes[offset] == attribute.tag else {
      let type = ValueView(bytes: item.bytes, offset: offset).type
      throw .validation(EngineMessage.keyType(attribute.name, attribute.type, type))
    }
  }

  /// The encoded key of a request that names nothing but the key.
  func key(_ key: Item) throws(EngineError) -> [UInt8] {
    guard key.count == partition.count + sort.count else { throw .keyMismatch() }
    if let key = soundKey(key) { return key }
    for attribute in partition { try checkRequest(attribute, key) }
    for attribute in sort { try checkRequest(attribute, key) }
    return try checkedKey(key)
  }

  private func checkRequest(_ attribute: KeyAttribute, _ key: Item) throws(EngineError) {
    let offset = key.offset(of: attribute.name)
    guard offset >= 0, key.bytes[offset] == attribute.tag else { throw .keyMismatch() }
  }

  /// The key of an item with which nothing is wrong: nil means that something is, or may be.
  ///
  /// Every read and write comes through here: the key of a table is a partition key and at most one
  /// sort key, and is put together in one allocation of its size.
  private func soundKey(_ item: Item) -> [UInt8]? {
    guard partition.count == 1, sort.count <= 1 else { return nil }
    let offset = partition.span[0].keyOffset(in: item)
    guard offset >= 0 else { return nil }
    let bytes = item.bytes.span
    let measured = Encoded.payload(at: offset, in: bytes)
    var last = 0..<0
    if !sort.isEmpty {
      let offset = sort.span[0].keyOffset(in: item)
      guard offset >= 0 else { return nil }
      last = Encoded.payload(at: offset, in: bytes)
    }
    let size = KeyEncoding.hashBytes + KeyEncoding.measureBytes + measured.count + last.count
    // Shorter than this, no part of it can be too long.
    guard size <= Limits.sortKeyBytesMax else { return nil }
    return KeyEncoding.tableKey(bytes, partition: measured, sort: last)
  }

  /// The key, found to be not empty and not too long on the way.
  private func checkedKey(_ item: Item) throws(EngineError) -> [UInt8] {
    var key: [UInt8] = []
    key.reserveCapacity(64)
    key.append(contentsOf: repeatElement(0, count: KeyEncoding.hashBytes))
    for attribute in partition {
      let offset = item.offset(of: attribute.name)
      try checkNotEmpty(attribute, offset, item)
      KeyEncoding.appendMeasured(offset, in: item.bytes, to: &key)
    }
    KeyEncoding.putHash(at: 0, in: &key)
    for attribute in sort {
      let offset = item.offset(of: attribute.name)
      try checkNotEmpty(attribute, offset, item)
      key.append(contentsOf: item.bytes[Encoded.payload(at: offset, in: item.bytes)])
    }
    // Shorter than this, no part of it can be too long.
    if key.count > Limits.sortKeyBytesMax { try checkSizes(item) }
    return key
  }

  private func checkNotEmpty(
    _ attribute: KeyAttribute, _ offset: Int, _ item: Item
  ) throws(EngineError) {
    guard attribute.type != .number, Encoded.payload(at: offset, in: item.bytes).isEmpty else {
      return
    }
    throw .validation(EngineMessage.emptyKey(attribute.name, attribute.type))
  }

  func checkSizes(_ item: Item) throws(EngineError) {
    let partitionBytes = partition.reduce(0) { $0 + (item[$1.name].map(keyBytes) ?? 0) }
    guard partitionBytes <= Limits.partitionKeyBytesMax else {
      throw .validation(EngineMessage.partitionKeySize)
    }
    let sortBytes = sort.reduce(0) { $0 + (item[$1.name].map(keyBytes) ?? 0) }
    guard sortBytes <= Limits.sortKeyBytesMax else {
      throw .validation(EngineMessage.sortKeySize)
    }
  }

  private func keyBytes(_ value: ValueView) -> Int { ItemSize.size(of: value) }

  /// Of an item that has its key.
  func tableKey(of item: Item) -> [UInt8] {
    var key: [UInt8] = []
    key.reserveCapacity(64)
    appendPartition(of: item, to: &key)
    if let attribute = sort.first, let value = item[attribute.name] {
      KeyEncoding.appendLastSort(value, to: &key)
    }
    return key
  }

  private func appendPartition(of item: Item, to key: inout [UInt8]) {
    let start = key.count
    for _ in 0..<KeyEncoding.hashBytes { key.append(0) }
    for place in partition.indices {
      let offset = item.offset(of: partition[place].name)
      if offset >= 0 { KeyEncoding.appendMeasured(offset, in: item.bytes, to: &key) }
    }
    KeyEncoding.putHash(at: start, in: &key)
  }

  /// The hash and the partition key of an item: what all items of a collection share.
  func partitionKey(of item: Item) -> [UInt8] {
    var key: [UInt8] = []
    appendPartition(of: item, to: &key)
    return key
  }

  // MARK: Keys of an index

  /// The key of an item's entry: nil where the item lacks an attribute of the key, or has one of
  /// another type, as items may that are older than the index.
  func indexKey(of item: Item, tableKey: [UInt8]) -> [UInt8]? {
    guard holdsKey(of: item) else { return nil }
    var key: [UInt8] = []
    key.reserveCapacity(48 + tableKey.count)
    appendPartition(of: item, to: &key)
    for attribute in sort {
      if let value = item[attribute.name] { KeyEncoding.appendSort(value, to: &key) }
    }
    key.append(contentsOf: tableKey[KeyEncoding.hashBytes...])
    return key
  }

  func holdsKey(of item: Item) -> Bool {
    for place in partition.indices where !partition[place].isKey(in: item) { return false }
    for place in sort.indices where !sort[place].isKey(in: item) { return false }
    return true
  }

  /// The key attributes of an item, as an item.
  func extract(from item: Item, and others: [KeyAttribute] = []) -> Item {
    var names = Set(attributes.map(\.name))
    names.formUnion(others.map(\.name))
    var writer = ItemWriter()
    for entry in item where names.contains(ByteString(entry.name)) {
      writer.name(entry.name)
      writer.value(entry.value)
    }
    return writer.finish()
  }
}
