// The stream of a table: its records in order, the shards they stand in, and what was trimmed.

import TableItems
import TableModel
import VirtualTime

struct StreamLog: Sendable, Codable {
  let arn: String
  let label: String
  let viewType: StreamView
  let created: Instant
  var disabled: Instant?
  var shards: [Shard] = []
  /// Records not yet trimmed; their numbers follow one another.
  private(set) var records: [Entry] = []
  /// The number of the first of `records`, trimmed ones counted.
  private(set) var firstNumber: UInt64 = 1
  /// Records at the front of `records` that are trimmed but not yet taken away.
  private var trimmed = 0

  struct Shard: Sendable, Codable {
    let id: String
    let parent: String?
    let opened: Instant
    let first: UInt64
    /// The last record, once no more can come; one less than `first` when there was none.
    var last: UInt64?
  }

  struct Entry: Sendable {
    let created: Instant
    let name: StreamEventName
    let keys: Item
    let new: Item?
    let old: Item?
    let isExpiry: Bool

    var sizeBytes: Int {
      ItemSize.size(of: keys) + (new.map { ItemSize.size(of: $0) } ?? 0)
        + (old.map { ItemSize.size(of: $0) } ?? 0)
    }
  }

  init(tableArn: String, viewType: StreamView, created: Instant) {
    label = created.label
    arn = tableArn + "/stream/" + label
    self.viewType = viewType
    self.created = created
    open(nil, at: created)
  }

  /// The number that the next record gets.
  var nextNumber: UInt64 { firstNumber + UInt64(records.count) }

  /// The first record that can still be read.
  var horizon: UInt64 { firstNumber + UInt64(trimmed) }

  private mutating func open(_ parent: String?, at now: Instant) {
    let id =
      "shardId-" + StreamLog.padded(UInt64(max(0, now.milliseconds)), 20)
      + "-" + StreamLog.padded(UInt64(shards.count), 8)
    shards.append(Shard(id: id, parent: parent, opened: now, first: nextNumber))
  }

  static func padded(_ number: UInt64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }

  /// Sequence numbers have 21 digits at least, so that their order as text is their order.
  static func sequenceNumber(_ number: UInt64) -> String { "1" + padded(number, 20) }

  static func number(of sequenceNumber: String) -> UInt64? {
    guard sequenceNumber.utf8.count == 21, sequenceNumber.hasPrefix("1") else { return nil }
    return UInt64(sequenceNumber.dropFirst())
  }

  func entry(_ number: UInt64) -> Entry? {
    guard number >= horizon, number < nextNumber else { return nil }
    return records[Int(number - firstNumber)]
  }

  mutating func append(_ entry: Entry, shardLife: TimeSpan?) {
    if let shardLife, let shard = shards.last, shard.opened + shardLife <= entry.created {
      shards[shards.count - 1].last = nextNumber - 1
      open(shard.id, at: entry.created)
    }
    records.append(entry)
  }

  mutating func disable(at now: Instant) {
    disabled = now
    shards[shards.count - 1].last = nextNumber - 1
  }

  /// Gives up what is older than a day; shards that held nothing else go too.
  mutating func trim(_ now: Instant) {
    let oldest = now - .hours(Limits.streamRetentionHours)
    while trimmed < records.count, records[trimmed].created <= oldest { trimmed += 1 }
    // Taking a few records off the front of many would copy the many each time.
    if trimmed > records.count / 2 {
      records.removeFirst(trimmed)
      firstNumber += UInt64(trimmed)
      trimmed = 0
    }
    // A shard is closed when the next one opens, and goes a day later with the last of its records.
    while shards.count > 1, shards[1].opened <= oldest, let last = shards[0].last, last < horizon {
      shards.removeFirst()
    }
  }

  /// A day after it was disabled there is nothing left to read.
  func isGone(at now: Instant) -> Bool {
    disabled.map { $0 + .hours(Limits.streamRetentionHours) <= now } ?? false
  }
}

extension TableState {
  /// Writes a change down in the table's stream, if it has one.
  mutating func record(
    _ change: ItemChange, _ cause: ItemChange.Cause, at now: Instant
  ) {
    guard let last = streams.indices.last, streams[last].disabled == nil,
      let item = change.new?.item ?? change.old?.item
    else { return }
    let view = streams[last].viewType
    let name: StreamEventName =
      change.old == nil ? .insert : change.new == nil ? .remove : .modify
    streams[last].append(
      StreamLog.Entry(
        created: now, name: name, keys: keys.extract(from: item),
        new: view == .newImage || view == .newAndOldImages ? change.new?.item : nil,
        old: view == .oldImage || view == .newAndOldImages ? change.old?.item : nil,
        isExpiry: cause == .expiry),
      shardLife: shardLife)
    streams[last].trim(now)
  }

  mutating func openStream(_ viewType: StreamView, at now: Instant) {
    // Two streams of one table never have one label: labels are instants, and milliseconds are few.
    var moment = now
    while streams.contains(where: { $0.created == moment }) {
      moment = moment + TimeSpan(milliseconds: 1)
    }
    streams.append(StreamLog(tableArn: arn, viewType: viewType, created: moment))
  }

  mutating func closeStream(at now: Instant) {
    guard let last = streams.indices.last, streams[last].disabled == nil else { return }
    streams[last].disable(at: now)
  }

  mutating func trimStreams(_ now: Instant) {
    guard !streams.isEmpty else { return }
    for index in streams.indices { streams[index].trim(now) }
    streams.removeAll { $0.isGone(at: now) }
  }
}
