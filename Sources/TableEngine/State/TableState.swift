// Everything that a table is at a moment: a value, so that it can be kept and copied.

import TableItems
import TableModel
import VirtualTime

struct TableState: Sendable, Codable {
  var definition: TableDefinition
  let name: String
  let arn: String
  let id: String
  let created: Instant
  let keys: KeyPlan

  var items = OrderedStore()
  var sizeBytes = 0
  var indexes: [IndexState] = []
  /// Bytes by partition key, where local indexes bound them.
  var collections: [ByteString: Int] = [:]

  var status = TableStatus.active
  /// When the status changes by itself, and when it or that of an index does.
  var tableDue: Instant?
  var statusDue: Instant?
  /// The last of the streams may be open; the others wait to be forgotten.
  var streams: [StreamLog] = []
  var expiry: Expiry?
  /// The latest time that this table has seen: time does not go back.
  var lastMoment = Instant(milliseconds: .min)

  /// Keys that a transaction has in use, and until when.
  var occupied: [[UInt8]: Instant] = [:]
  /// The table was deleted: whoever still holds it finds nothing.
  var isGone = false

  var throughput = ThroughputDescription()
  var billingSince: Instant?
  var classChanged: Instant?
  var tags: [TableTag] = []
  /// By the ARN of the table or of one of its streams.
  var policies: [String: ResourcePolicy] = [:]
  /// By the name of an index; the table's own under the empty name.
  var insights: [String: InsightsSetting] = [:]
  var kinesis: [KinesisDestination] = []
  /// What changed since point-in-time recovery is on.
  var history: ChangeHistory?
  /// Where the table is in other regions.
  var replicas: ReplicaSet?
  var restore: RestoreSummary?
  /// What may be used of its throughput; nil where that is not enforced.
  var gate: TableThroughput?

  let indexDelay: TimeSpan
  let collectionBytesMax: Int
  let shardLife: TimeSpan?
  let expiryLag: TimeSpan

  init(
    _ definition: TableDefinition, arn: String, id: String, created: Instant,
    _ settings: EngineSettings
  ) {
    indexDelay = settings.indexDelay
    collectionBytesMax = settings.collectionBytesMax
    shardLife = settings.shardLife
    expiryLag = settings.expiryLag
    self.definition = definition
    name = definition.tableName
    self.arn = arn
    self.id = id
    self.created = created
    keys = KeyPlan(definition.keySchema, definition)
    tags = definition.tags
    if let throughput = definition.provisionedThroughput { self.throughput.throughput = throughput }
    if let document = definition.resourcePolicy {
      policies[arn] = ResourcePolicy(document: document, revisionID: "1")
    }
    if definition.billing == .payPerRequest { billingSince = created }
    if let viewType = definition.streamSpecification?.streamViewType {
      openStream(viewType, at: created)
    }
    for index in definition.localSecondaryIndexes ?? [] {
      indexes.append(IndexState(index, isLocal: true, of: definition, delay: .zero))
    }
    for index in definition.globalSecondaryIndexes ?? [] {
      indexes.append(
        IndexState(index, isLocal: false, of: definition, delay: settings.indexDelay))
    }
  }

  var hasLocalIndexes: Bool { definition.localSecondaryIndexes?.isEmpty == false }

  /// Data is there to be read and written.
  var isOpen: Bool { !isGone && (status == .active || status == .updating) }

  mutating func settle(_ now: Instant) {
    lastMoment = max(lastMoment, now)
    for index in indexes.indices {
      if !indexes[index].pending.isEmpty { indexes[index].settle(now) }
    }
    if let due = statusDue, due <= now { settleStatus(now) }
    if expiry != nil { settleExpiry(now) }
    if replicas != nil { receiveReplicas(now) }
  }

  private mutating func settleStatus(_ now: Instant) {
    for index in indexes.indices {
      guard let due = indexes[index].statusDue, due <= now else { continue }
      indexes[index].statusDue = nil
      if indexes[index].status != .deleting {
        indexes[index].status = .active
        indexes[index].isBackfilling = false
      }
    }
    indexes.removeAll { $0.status == .deleting && $0.statusDue == nil }
    if let due = tableDue, due <= now {
      if status == .deleting { isGone = true }
      status = .active
      restore?.isInProgress = false
      tableDue = nil
    }
    statusDue = (indexes.map(\.statusDue) + [tableDue]).compactMap { $0 }.min()
  }

  /// When something happens here by itself.
  var nextDue: Instant? {
    ([statusDue, expiry?.statusDue, nextExpiry, replicaDue] + indexes.map { $0.pending.first?.due })
      .compactMap { $0 }.min()
  }

  private var replicaDue: Instant? {
    replicas.flatMap { $0.post.nextDue($0.region, table: name) }
  }

  // MARK: Items

  /// The item where it lies, for a response: while somebody keeps it, a write near it costs a copy.
  func stored(_ key: [UInt8]) -> StoredItem? {
    items.find(key).map { StoredItem(in: items, at: $0) }
  }

  /// For a write: where the item is or would be, and the item in bytes of its own.
  func taken(_ key: [UInt8]) -> (spot: OrderedStore.Spot, item: StoredItem?) {
    let spot = items.spot(of: key)
    return (spot, spot.isThere ? StoredItem(reading: items.value(at: spot.position)) : nil)
  }

  func index(named name: String) -> Int? { indexes.firstIndex { $0.name == name } }

  /// The entries of a collection, table and local indexes together.
  func collectionBytes(_ stored: StoredItem?) -> Int {
    guard let stored else { return 0 }
    return indexes.reduce(stored.size) { sum, index in
      guard index.isLocal, index.keys.holdsKey(of: stored.item) else { return sum }
      return sum + index.entry(of: stored).size
    }
  }
}
