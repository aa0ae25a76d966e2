// Reads a page: goes over a range until the limit or a megabyte, then filters and projects.

import TableExpressions
import TableItems
import TableModel
import VirtualTime

extension TableState {
  func readPage(_ page: PreparedPage) throws(EngineError) -> PageResponse {
    let source = try PageSource(page, self)
    var range = try range(page, source)
    if let start = page.request.exclusiveStartKey {
      let key = try startKey(start, source)
      guard range.contains(key) || !page.isQuery else {
        throw .validation(EngineMessage.startKeyOutside)
      }
      range.resume(behind: key, isForward: page.isForward)
    }
    try page.scope.requireAllUsed()
    var collector = PageCollector(page, source)
    let store = source.index.map { indexes[$0].entries } ?? items
    var walk = RangeWalk(range, store, isForward: page.isForward)
    while let place = walk.next(store) {
      collector.take(place, self)
      if collector.isFull { break }
    }
    return collector.finish(self)
  }

  func range(_ page: PreparedPage, _ source: PageSource) throws(EngineError) -> KeyRange {
    guard let condition = page.keyCondition else {
      return page.segment.map { KeyRange.segment($0.number, of: $0.total) } ?? .all
    }
    let plan = source.index.map { indexes[$0].keys } ?? keys
    do throws(ExpressionFault) {
      let parts = try condition.plan(
        partition: plan.partition.map { ($0.name, $0.type) },
        sort: plan.sort.map { ($0.name, $0.type) })
      if let filter = page.filter, !page.filtersKeys {
        let roots = filter.roots
        if let key = plan.attributes.first(where: { roots.contains($0.name) }) {
          throw ExpressionFault(EngineMessage.filterOnKey(key.name))
        }
      }
      return KeyRange(parts, isIndex: source.index != nil)
    } catch { throw EngineError(error) }
  }

  /// The place in the store that a start key names; the item itself may be gone.
  private func startKey(_ start: Item, _ source: PageSource) throws(EngineError) -> [UInt8] {
    let attributes = source.index.map { indexes[$0].keys.attributes } ?? []
    var expected = keys.attributes
    for attribute in attributes where !keys.contains(attribute.name) { expected.append(attribute) }
    guard start.reduce(0, { count, _ in count + 1 }) == expected.count else {
      throw .validation(EngineMessage.startKey)
    }
    for attribute in expected {
      guard let value = start[attribute.name], value.tag == attribute.tag,
        attribute.type == .number || !value.payload.isEmpty
      else { throw .validation(EngineMessage.startKeyShape) }
    }
    let tableKey = keys.tableKey(of: start)
    guard let index = source.index else { return tableKey }
    guard let key = indexes[index].keys.indexKey(of: start, tableKey: tableKey) else {
      throw .validation(EngineMessage.startKeyShape)
    }
    return key
  }
}

/// Where a page is read from, and what of each item.
struct PageSource: Sendable {
  /// The place of the index among the table's; nil for the table itself.
  let index: Int?
  /// Whether each item is fetched from the table, since the local index does not hold all of it.
  let fetches: Bool

  init(_ page: PreparedPage, _ state: TableState) throws(EngineError) {
    guard let name = page.request.indexName else {
      index = nil
      fetches = false
      return
    }
    guard let place = state.index(named: name) else {
      throw .validation(EngineMessage.noIndex(name))
    }
    let target = state.indexes[place]
    if !target.isLocal, page.request.consistentRead {
      throw .validation(EngineMessage.strongGlobalRead)
    }
    index = place
    var wished = page.projection?.roots ?? []
    if target.isLocal {
      if let filter = page.filter { wished.formUnion(filter.roots) }
      fetches =
        !target.covers(wished) || page.request.select == .allAttributes && target.projected != nil
      return
    }
    fetches = false
    if target.isBackfilling {
      throw .validation("Cannot read from backfilling global secondary index: \(name)")
    }
    if page.request.select == .allAttributes, target.projected != nil {
      throw .validation(
        EngineMessage.allOfSparseIndex + "\(name) because its projection type is not ALL")
    }
    if !target.covers(wished) {
      let missing = wished.subtracting(target.projected ?? []).sorted().map(\.description)
      throw .validation(
        EngineMessage.values + "Global secondary index \(name) does not project \(missing.listed)")
    }
  }
}

/// Takes items one after another, and knows when the page is full.
struct PageCollector {
  private let page: PreparedPage
  private let source: PageSource
  private var made: [Item] = []
  private var count = 0
  private var scanned = 0
  private var bytes = 0
  private var fetchedHalves = 0
  private var last: OrderedStore.Position?
  private(set) var isFull = false
  private let returnsItems: Bool

  init(_ page: PreparedPage, _ source: PageSource) {
    self.page = page
    self.source = source
    returnsItems = page.request.select != .count
  }

  mutating func take(_ place: OrderedStore.Position, _ state: TableState) {
    last = place
    scanned += 1
    let (item, size) = read(place, state)
    bytes += size
    if page.filter?.holds(for: item) ?? true {
      count += 1
      if returnsItems { made.append(page.projection?.apply(to: item) ?? item) }
    }
    isFull = bytes >= Limits.pageBytesMax || scanned == page.request.limit
  }

  /// The item as the filter sees it, and the bytes that reading it counts.
  private mutating func read(
    _ place: OrderedStore.Position, _ state: TableState
  ) -> (item: Item, size: Int) {
    guard let index = source.index else {
      let stored = StoredItem(in: state.items, at: place)
      return (stored.item, stored.size)
    }
    // Never the index as a whole: to take it out is to count each of its parts, for every item.
    if state.indexes[index].holdsItems {
      let stored = StoredItem(in: state.indexes[index].entries, at: place)
      return (stored.item, stored.size)
    }
    let key = state.indexes[index].keys.tableKey(
      inIndexKey: state.indexes[index].entries.key(at: place))
    guard let stored = state.stored(key) else { return (.empty, 0) }
    let entry = state.indexes[index].entry(of: stored)
    guard source.fetches else { return (entry.item, entry.size) }
    fetchedHalves += StoredItem.readHalves(
      stored.size, isConsistent: page.request.consistentRead)
    return (stored.item, entry.size)
  }

  func finish(_ state: TableState) -> PageResponse {
    var response = PageResponse()
    if returnsItems { response.items = made }
    response.count = count
    response.scannedCount = scanned
    if isFull, let last { response.lastEvaluatedKey = key(at: last, state) }
    var meter = Meter(state.name)
    let halves = StoredItem.readHalves(bytes, isConsistent: page.request.consistentRead)
    if let index = source.index {
      meter.read(halves, of: state.indexes[index])
      meter.read(fetchedHalves)
    } else {
      meter.read(halves)
    }
    response.consumedCapacity = meter.report(page.request.returnConsumedCapacity)
    return response
  }

  /// The keys of table and index of the item that was read last.
  private func key(at place: OrderedStore.Position, _ state: TableState) -> Item {
    guard let index = source.index else {
      let stored = StoredItem(in: state.items, at: place)
      return state.keys.extract(from: stored.item)
    }
    let target = state.indexes[index]
    if target.holdsItems {
      let stored = StoredItem(in: target.entries, at: place)
      return state.keys.extract(from: stored.item, and: target.keys.attributes)
    }
    let key = target.keys.tableKey(inIndexKey: target.entries.key(at: place))
    guard let stored = state.stored(key) else { return .empty }
    return state.keys.extract(from: stored.item, and: target.keys.attributes)
  }
}

extension KeyPlan {
  /// The key of the table at the end of an entry's key.
  func tableKey(inIndexKey key: [UInt8]) -> [UInt8] {
    var cursor = KeyEncoding.hashBytes
    for _ in partition { cursor += 2 + Int(key[cursor]) << 8 + Int(key[cursor + 1]) }
    for attribute in sort {
      guard attribute.type != .number else {
        cursor += NumberEncoding.length(at: cursor, in: key)
        continue
      }
      while key[cursor] != 0 || key[cursor + 1] != 0 { cursor += key[cursor] == 0 ? 2 : 1 }
      cursor += 2
    }
    let partitionEnd = cursor + 2 + Int(key[cursor]) << 8 + Int(key[cursor + 1])
    var tableKey: [UInt8] = []
    tableKey.reserveCapacity(KeyEncoding.hashBytes + key.count - cursor)
    tableKey.append(contentsOf: repeatElement(0, count: KeyEncoding.hashBytes))
    tableKey.append(contentsOf: key[cursor..<partitionEnd])
    KeyEncoding.putHash(at: 0, in: &tableKey)
    tableKey.append(contentsOf: key[partitionEnd...])
    return tableKey
  }
}
