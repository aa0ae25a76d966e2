// An index of a table: its entries, what they hold, and how far it is behind.

import TableItems
import TableModel
import VirtualTime

struct IndexState: Sendable, Codable {
  var index: SecondaryIndex
  let name: String
  let isLocal: Bool
  let keys: KeyPlan
  /// The attributes that entries hold, in order; nil for all of them.
  let projected: [ByteString]?
  /// Keys of entries. Their values are empty, since the item itself lies in the table, unless the
  /// index may be behind the table: then they are the entries as `StoredItem`s.
  var entries = OrderedStore()
  let holdsItems: Bool
  var sizeBytes = 0
  var status = TableStatus.active
  var statusDue: Instant?
  var isBackfilling = false
  /// Changes that the index does not show yet, in the order of their times.
  var pending: [PendingChange] = []
  var throughput = ThroughputDescription()

  struct PendingChange: Sendable {
    let due: Instant
    let removed: [UInt8]?
    let added: AddedEntry?
  }

  struct AddedEntry: Sendable {
    let key: [UInt8]
    let entry: [UInt8]
  }

  init(_ index: SecondaryIndex, isLocal: Bool, of table: TableDefinition, delay: TimeSpan) {
    self.index = index
    name = index.indexName
    self.isLocal = isLocal
    keys = KeyPlan(index.keySchema, table)
    holdsItems = !isLocal && delay > .zero
    switch index.projection?.projectionType ?? .all {
    case .all: projected = nil
    case .keysOnly, .include:
      var names = Set((table.keySchema + index.keySchema).map { ByteString($0.attributeName) })
      for name in index.projection?.nonKeyAttributes ?? [] { names.insert(ByteString(name)) }
      projected = names.sorted()
    }
    if let throughput = index.provisionedThroughput { self.throughput.throughput = throughput }
  }

  /// What the index holds of an item.
  func entry(of item: Item) -> Item {
    guard let projected else { return item }
    var writer = ItemWriter()
    var next = projected[...]
    for entry in item {
      while let name = next.first, compareBytes(name.bytes[...], entry.name) < 0 {
        next.removeFirst()
      }
      guard let name = next.first else { break }
      if name.bytes[...] == entry.name {
        writer.name(entry.name)
        writer.value(entry.value)
      }
    }
    return writer.finish()
  }

  func entry(of stored: StoredItem) -> StoredItem {
    projected == nil ? stored : StoredItem(entry(of: stored.item))
  }

  /// Whether everything of an item is in its entry.
  func covers(_ names: Set<ByteString>) -> Bool {
    guard let projected else { return true }
    return names.isSubset(of: projected)
  }

  /// Lets changes show whose time has come.
  mutating func settle(_ now: Instant) {
    guard let first = pending.first, first.due <= now else { return }
    var count = 0
    for change in pending {
      guard change.due <= now else { break }
      apply(change)
      count += 1
    }
    pending.removeFirst(count)
  }

  private mutating func apply(_ change: PendingChange) {
    if let removed = change.removed { entries.remove(removed) }
    if let added = change.added { entries.put(added.key, added.entry) }
  }

  /// Follows a change of an item; gives the write units that it costs.
  ///
  /// EVIDENCE: Developer Guide, "Using global secondary indexes", "Provisioned throughput
  /// considerations": an entry that appears or disappears is a write, a changed key is two, and a
  /// change of nothing that the index holds is none.
  mutating func follow(
    _ tableKey: [UInt8], old: StoredItem?, new: StoredItem?, due: Instant?
  ) -> Int {
    let step = step(tableKey, old: old, new: new)
    sizeBytes += step.growth
    if step.removed != nil || step.added != nil {
      change(removed: step.removed, added: step.added, due)
    }
    return step.units
  }

  /// What a change of an item is for the index.
  struct Step: Sendable {
    var removed: [UInt8]?
    var added: (key: [UInt8], entry: StoredItem)?
    /// The key of the entry, before or after; nil where there is none.
    var key: [UInt8]?
    var units = 0
    var growth = 0
  }

  func step(_ tableKey: [UInt8], old: StoredItem?, new: StoredItem?) -> Step {
    let oldKey = old.flatMap { keys.indexKey(of: $0.item, tableKey: tableKey) }
    let newKey = new.flatMap { keys.indexKey(of: $0.item, tableKey: tableKey) }
    let oldEntry = oldKey == nil ? nil : old.map { entry(of: $0) }
    let newEntry = newKey == nil ? nil : new.map { entry(of: $0) }
    var step = Step()
    step.growth = (newEntry?.size ?? 0) - (oldEntry?.size ?? 0)
    step.key = newKey ?? oldKey
    switch (oldKey, newKey) {
    case (nil, nil): break
    case (let old?, let new?) where old == new:
      guard let one = oldEntry, let two = newEntry, one.item != two.item else { return step }
      if holdsItems { step.added = (new, two) }
      step.units = max(one.writeUnits, two.writeUnits)
    default:
      step.removed = oldKey
      step.added = newKey.flatMap { key in newEntry.map { (key, $0) } }
      step.units = (oldEntry?.writeUnits ?? 0) + (newEntry?.writeUnits ?? 0)
    }
    return step
  }

  private mutating func change(
    removed: [UInt8]?, added: (key: [UInt8], entry: StoredItem)?, _ due: Instant?
  ) {
    let change = PendingChange(
      due: due ?? Instant(milliseconds: .min), removed: removed,
      added: added.map { AddedEntry(key: $0.key, entry: holdsItems ? $0.entry.bytes : []) })
    if due != nil { pending.append(change) } else { apply(change) }
  }

  /// Says what an item must not have, to have a place in the index.
  func check(_ item: Item) throws(EngineError) {
    for attribute in keys.partition { try check(attribute, item) }
    for attribute in keys.sort { try check(attribute, item) }
    if keys.holdsKey(of: item) { try keys.checkSizes(item) }
  }

  private func check(_ attribute: KeyAttribute, _ item: Item) throws(EngineError) {
    guard let value = item[attribute.name] else { return }
    guard value.tag == attribute.tag else {
      throw .validation(
        EngineMessage.indexKeyType(attribute.name, attribute.type, value.type, name))
    }
    if attribute.type != .number, value.payload.isEmpty {
      throw .validation(EngineMessage.emptyIndexKey(attribute.name, attribute.type, name))
    }
  }
}
