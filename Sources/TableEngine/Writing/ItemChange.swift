// What a write does to one item: worked out first, carried out afterwards.

import TableExpressions
import TableItems
import TableModel
import VirtualTime

struct ItemChange: Sendable {
  let key: [UInt8]
  /// Where the key was found, if it was looked for; the store may have changed since.
  let spot: OrderedStore.Spot?
  let old: StoredItem?
  let new: StoredItem?
  /// What `UPDATED_OLD` and `UPDATED_NEW` show.
  let updated: ItemProjection?

  init(
    key: [UInt8], at spot: OrderedStore.Spot? = nil, old: StoredItem?, new: StoredItem?,
    updated: ItemProjection? = nil
  ) {
    self.key = key
    self.spot = spot
    self.old = old
    self.new = new
    self.updated = updated
  }

  /// EVIDENCE: Developer Guide, "Write operation consumption": the larger of the item before and
  /// after; a deletion of nothing is a unit.
  var writeUnits: Int { max(old?.writeUnits ?? 1, new?.writeUnits ?? 1) }

  /// What caused a change: streams tell expiry from other deletions.
  enum Cause: Sendable { case request, expiry, replication }
}

extension TableState {
  /// Finds out what a write would do, or why it must not.
  func plan(_ write: PreparedWrite) throws(EngineError) -> ItemChange {
    switch write.kind {
    case .put(let new):
      let key = try keys.key(ofItem: new.item)
      for place in indexes.indices { try indexes[place].check(new.item) }
      try write.requireAllUsed()
      let (spot, old) = taken(key)
      try check(write, old)
      try checkCollection(old: old, new: new)
      return ItemChange(key: key, at: spot, old: old, new: new)
    case .delete(let request):
      let key = try keys.key(request)
      try write.requireAllUsed()
      let (spot, old) = taken(key)
      try check(write, old)
      return ItemChange(key: key, at: spot, old: old, new: nil)
    case .check(let request):
      let key = try keys.key(request)
      try write.requireAllUsed()
      let (spot, old) = taken(key)
      try check(write, old)
      return ItemChange(key: key, at: spot, old: old, new: old)
    case .update(let request, let update):
      return try plan(write, update, request)
    }
  }

  private func plan(
    _ write: PreparedWrite, _ update: Update, _ request: Item
  ) throws(EngineError) -> ItemChange {
    let key = try keys.key(request)
    for action in update.actions where keys.contains(action.path.root) {
      throw .validation(EngineMessage.keyUpdate(action.path.root))
    }
    try write.requireAllUsed()
    let (spot, old) = taken(key)
    try check(write, old)
    let item: Item
    do {
      item = try update.apply(to: old?.item ?? request)
    } catch { throw EngineError(error) }
    let new = StoredItem(item)
    let keyBytes = ItemSize.size(of: request)
    let weight = update.actions.reduce(new.size - keyBytes + 3) { $0 + $1.sizeBytes }
    guard max(new.size, weight) <= Limits.itemBytesMax else {
      throw .validation(EngineMessage.updateSize)
    }
    for place in indexes.indices { try indexes[place].check(item) }
    try checkCollection(old: old, new: new)
    return ItemChange(
      key: key, at: spot, old: old, new: new,
      updated: ItemProjection(paths: update.actions.map(\.path)))
  }

  private func check(_ write: PreparedWrite, _ old: StoredItem?) throws(EngineError) {
    guard let condition = write.condition, !condition.holds(for: old?.item ?? .empty) else {
      return
    }
    throw .conditionalCheckFailed(
      EngineMessage.conditionFailed, item: write.onFailure == .allOld ? old?.item : nil)
  }

  /// A collection of a table with local indexes must not grow beyond its bound.
  private func checkCollection(old: StoredItem?, new: StoredItem) throws(EngineError) {
    guard hasLocalIndexes else { return }
    let growth = collectionBytes(new) - collectionBytes(old)
    guard growth > 0 else { return }
    let key = ByteString(keys.partitionKey(of: new.item))
    guard collections[key, default: 0] + growth <= collectionBytesMax else {
      throw .itemCollectionSizeLimitExceeded(EngineMessage.collectionSize)
    }
  }

  /// Carries a change out: in the table, its indexes, its streams and its history.
  mutating func commit(
    _ change: ItemChange, _ cause: ItemChange.Cause, at now: Instant, _ meter: inout Meter
  ) {
    if let old = change.old, let new = change.new, old.item == new.item { return }
    guard change.old != nil || change.new != nil else { return }
    if hasLocalIndexes, let item = change.new?.item ?? change.old?.item {
      let key = ByteString(keys.partitionKey(of: item))
      let size =
        collections[key, default: 0] + collectionBytes(change.new) - collectionBytes(change.old)
      collections[key] = size > 0 ? size : nil
    }
    if let new = change.new {
      items.put(change.key, new.value, at: change.spot ?? items.spot(of: change.key))
    } else {
      items.remove(change.key)
    }
    sizeBytes += (change.new?.size ?? 0) - (change.old?.size ?? 0)
    expiry?.follow(change.key, old: change.old?.item, new: change.new?.item)
    record(change, cause, at: now)
    history?.record(change, at: now)
    if replicas != nil, cause != .replication { replicate(change, at: now) }
    for index in indexes.indices where indexes[index].status != .deleting {
      let due = indexes[index].holdsItems ? now + indexDelay : nil
      let units = indexes[index].follow(change.key, old: change.old, new: change.new, due: due)
      if cause != .expiry { meter.write(units, of: indexes[index]) }
    }
  }

  /// What `ReturnValues` asks for.
  func attributes(_ change: ItemChange, _ wish: ReturnValues) -> Item? {
    switch wish {
    case .none: return nil
    case .allOld: return change.old?.item
    case .allNew: return change.new?.item
    case .updatedOld: return fragments(change.updated, of: change.old)
    case .updatedNew: return fragments(change.updated, of: change.new)
    }
  }

  private func fragments(_ projection: ItemProjection?, of stored: StoredItem?) -> Item? {
    guard let projection, let stored else { return nil }
    let item = projection.apply(to: stored.item)
    return item.isEmpty ? nil : item
  }

  func metrics(
    _ change: ItemChange, _ wish: ReturnItemCollectionMetrics
  ) -> ItemCollectionMetrics? {
    guard wish == .size, hasLocalIndexes, let item = change.new?.item ?? change.old?.item else {
      return nil
    }
    let size = collections[ByteString(keys.partitionKey(of: item)), default: 0]
    let gigabytes = Double(size / 1_073_741_824)
    var writer = ItemWriter()
    for attribute in keys.partition {
      guard let value = item[attribute.name] else { continue }
      writer.name(attribute.name.bytes)
      writer.value(value)
    }
    return ItemCollectionMetrics(
      key: writer.finish(), sizeEstimateGB: (gigabytes, gigabytes + 1))
  }
}
