// Requests held against the throughput of their table: admitted, and then charged.

import TableItems
import TableModel
import VirtualTime

extension TableState {
  /// The hash that the keys of a partition begin with.
  static func partition(of key: [UInt8]) -> UInt64 {
    key.prefix(KeyEncoding.hashBytes).reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Throws where the table or, by its name, a global index has no units left.
  private mutating func requireUnits(
    _ kind: ThroughputKind, index: String? = nil, _ partition: UInt64?, at now: Instant
  ) throws(EngineError) {
    let limit =
      if let index {
        gate?.indexes[index]?.limit(kind, partition, at: now)
      } else {
        gate?.table.limit(kind, partition, at: now)
      }
    guard let limit else { return }
    throw .throttled(
      by: limit, kind, isIndex: index != nil, isProvisioned: definition.billing == .provisioned,
      arn: index.map { arn + "/index/" + $0 } ?? arn)
  }

  /// Takes what was used; `partition` is that of the table, `ofIndex` says it of a global index.
  private mutating func take(
    _ used: ConsumedCapacity, _ partition: UInt64?, at now: Instant,
    ofIndex: (String) -> UInt64? = { _ in nil }
  ) {
    var arm = used.table
    for index in used.localIndexes {
      arm.read += index.arm.read
      arm.write += index.arm.write
    }
    gate?.table.take(arm, partition, at: now)
    for index in used.globalIndexes {
      gate?.indexes[index.name]?.take(index.arm, ofIndex(index.name), at: now)
    }
  }

  // MARK: Reads

  /// A read of one item, admitted and charged.
  mutating func spend(_ meter: Meter, on key: Item, at now: Instant) throws(EngineError) {
    guard gate != nil else { return }
    let partition = TableState.partition(of: try keys.key(key))
    try requireUnits(.read, partition, at: now)
    take(meter.used, partition, at: now)
  }

  /// Whether one more item can be read; it is charged by `spend`.
  mutating func admitRead(_ key: [UInt8], at now: Instant) throws(EngineError) {
    guard gate != nil else { return }
    try requireUnits(.read, TableState.partition(of: key), at: now)
  }

  mutating func charge(_ meter: Meter, _ key: [UInt8], at now: Instant) {
    guard gate != nil else { return }
    take(meter.used, TableState.partition(of: key), at: now)
  }

  /// A page of a query or a scan. A scan goes over many partitions, and counts for none.
  mutating func servePage(
    _ page: PreparedPage, at now: Instant
  ) throws(EngineError) -> PageResponse {
    guard gate != nil else { return try readPage(page) }
    var metered = page
    metered.request.returnConsumedCapacity = .indexes
    var response = try readPage(metered)
    guard let used = response.consumedCapacity else { return response }
    let source = try PageSource(page, self)
    let partition =
      page.isQuery ? TableState.partition(of: try range(page, source).lower) : UInt64?.none
    let index = source.index.flatMap { indexes[$0].isLocal ? nil : indexes[$0].name }
    try requireUnits(.read, index: index, partition, at: now)
    take(used, index == nil ? partition : nil, at: now) { _ in partition }
    response.consumedCapacity = Meter(used).report(page.request.returnConsumedCapacity)
    return response
  }

  // MARK: Writes

  /// What a write would do, once the table and the indexes that it touches have units for it.
  ///
  /// EVIDENCE: Developer Guide, "Write operation consumption": a condition that fails is charged
  /// for the item that is there, or one unit; "Using global secondary indexes": an index without
  /// units throttles the writes of its table.
  mutating func admit(
    _ write: PreparedWrite, at now: Instant
  ) throws(EngineError) -> ItemChange {
    guard gate != nil else { return try plan(write) }
    let change: ItemChange
    do throws(EngineError) { change = try plan(write) } catch {
      guard case .conditionalCheckFailed = error, let key = keyOf(write) else { throw error }
      let partition = TableState.partition(of: key)
      try requireUnits(.write, partition, at: now)
      var meter = Meter(name)
      meter.write(stored(key)?.writeUnits ?? 1)
      take(meter.used, partition, at: now)
      throw error
    }
    try requireUnits(.write, TableState.partition(of: change.key), at: now)
    for index in indexes where !index.isLocal && index.status != .deleting {
      let step = index.step(change.key, old: change.old, new: change.new)
      guard step.units > 0 else { continue }
      try requireUnits(
        .write, index: index.name, step.key.map { TableState.partition(of: $0) }, at: now)
    }
    return change
  }

  mutating func charge(_ change: ItemChange, _ meter: Meter, at now: Instant) {
    guard gate != nil else { return }
    let touched = indexes.filter { !$0.isLocal }
    take(meter.used, TableState.partition(of: change.key), at: now) { name in
      guard let index = touched.first(where: { $0.name == name }) else { return nil }
      return index.step(change.key, old: change.old, new: change.new).key
        .map { TableState.partition(of: $0) }
    }
  }
}
