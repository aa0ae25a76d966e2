// ListStreams, DescribeStream, GetShardIterator and GetRecords.

import Synchronization
import TableItems
import TableModel
package import VirtualTime

extension Engine {
  package func listStreams(
    tableName: String? = nil, after start: String? = nil, limit: Int? = nil, at now: Instant
  ) throws(EngineError) -> ListStreamsResponse {
    let tables = directory.withLock { directory in
      let all = directory.tables.values.sorted { $0.name < $1.name } + directory.formerTables
      guard let tableName else { return all }
      return all.filter { $0.name == Engine.tableName(tableName) }
    }
    var streams: [StreamSummary] = []
    for table in tables {
      streams += table.state.withLock { state in
        state.trimStreams(now)
        return state.streams.map { state.summary($0) }
      }
    }
    streams.sort { $0.streamArn < $1.streamArn }
    let rest = streams.drop { stream in start.map { stream.streamArn <= $0 } ?? false }
    let page = Array(rest.prefix(limit ?? 100))
    return ListStreamsResponse(
      streams: page,
      lastEvaluatedStreamArn: page.count < rest.count ? page.last?.streamArn : nil)
  }

  package func describeStream(
    _ arn: String, after start: String? = nil, limit: Int? = nil, at now: Instant
  ) throws(EngineError) -> StreamDescription {
    try withStream(arn, at: now) { state, log in
      let rest = log.shards.drop { shard in start.map { shard.id <= $0 } ?? false }
      let page = rest.prefix(limit ?? 100)
      return StreamDescription(
        summary: state.summary(log), status: log.disabled == nil ? .enabled : .disabled,
        viewType: log.viewType, created: log.created, keySchema: state.definition.keySchema,
        shards: page.map { shard in
          ShardDescription(
            shardID: shard.id, parentShardID: shard.parent,
            startingSequenceNumber: StreamLog.sequenceNumber(shard.first),
            endingSequenceNumber: shard.last.map {
              StreamLog.sequenceNumber(max($0, shard.first))
            })
        },
        lastEvaluatedShardID: page.count < rest.count ? page.last?.id : nil)
    }
  }

  package func getShardIterator(
    _ arn: String, shardID: String, from start: IteratorStart, at now: Instant
  ) throws(EngineError) -> String {
    try withStream(arn, at: now) { _, log throws(EngineError) in
      guard let shard = log.shards.first(where: { $0.id == shardID }) else {
        throw .resourceNotFound(
          "Requested resource not found: Shard: \(shardID) in Stream: \(arn) not found")
      }
      let number: UInt64
      switch start {
      case .trimHorizon: number = max(shard.first, log.horizon)
      case .latest: number = shard.last.map { $0 + 1 } ?? log.nextNumber
      case .at(let text), .after(let text):
        guard let named = StreamLog.number(of: text) else {
          throw .validation("Invalid SequenceNumber: \(text)")
        }
        guard named >= log.horizon else {
          throw .trimmedDataAccess(
            "The operation attempted to read past the oldest stream record in a shard.")
        }
        guard named >= shard.first, named <= shard.last ?? .max else {
          throw .validation("Invalid SequenceNumber: \(text) is not in shard \(shardID)")
        }
        if case .after = start { number = named + 1 } else { number = named }
      }
      return ShardIterator(arn: arn, shard: shardID, number: number, issued: now).text
    }
  }

  package func getRecords(
    _ iterator: String, limit: Int? = nil, at now: Instant
  ) throws(EngineError) -> GetRecordsResponse {
    guard let place = ShardIterator(parsing: iterator) else {
      throw .validation("Invalid ShardIterator")
    }
    guard place.issued + .minutes(Limits.iteratorLifeMinutes) > now else {
      throw .expiredIterator(
        "Iterator expired: The iterator was created at time \(place.issued.text) while right now "
          + "is \(now.text) which is further in the future than the tolerated delay of "
          + "\(Limits.iteratorLifeMinutes * 60_000) milliseconds.")
    }
    return try withStream(place.arn, at: now) { state, log throws(EngineError) in
      guard let shard = log.shards.first(where: { $0.id == place.shard }) else {
        throw .trimmedDataAccess(
          "The operation attempted to read past the oldest stream record in a shard.")
      }
      guard place.number >= log.horizon else {
        throw .trimmedDataAccess(
          "The operation attempted to read past the oldest stream record in a shard.")
      }
      let end = shard.last.map { $0 + 1 } ?? log.nextNumber
      var records: [StreamRecord] = []
      var bytes = 0
      var number = place.number
      let most = min(limit ?? Limits.streamRecordsMax, Limits.streamRecordsMax)
      while number < end, records.count < most, let entry = log.entry(number) {
        let size = entry.sizeBytes
        guard records.isEmpty || bytes + size <= Limits.streamPageBytesMax else { break }
        bytes += size
        records.append(record(entry, number, log, size))
        number += 1
      }
      let isDrained = shard.last != nil && number >= end
      return GetRecordsResponse(
        records: records,
        nextShardIterator: isDrained
          ? nil
          : ShardIterator(arn: place.arn, shard: place.shard, number: number, issued: now).text)
    }
  }

  private func record(
    _ entry: StreamLog.Entry, _ number: UInt64, _ log: StreamLog, _ size: Int
  ) -> StreamRecord {
    // An id is the same each time a record is read: it is made from the stream and the number.
    let seed = KeyEncoding.hash(Array(log.arn.utf8).span)
    var random = SeededRandom(seed: seed &+ number)
    return StreamRecord(
      eventID: random.hexText(digits: 32), eventName: entry.name, region: settings.region,
      created: entry.created, keys: entry.keys, newImage: entry.new, oldImage: entry.old,
      sequenceNumber: StreamLog.sequenceNumber(number), sizeBytes: size,
      viewType: log.viewType, isExpiry: entry.isExpiry)
  }

  private func withStream<Result: Sendable>(
    _ arn: String, at now: Instant,
    _ body: (TableState, StreamLog) throws(EngineError) -> Result
  ) throws(EngineError) -> Result {
    let name = Engine.tableName(arn)
    let tables = directory.withLock { directory in
      directory.formerTables.filter { $0.name == name } + [directory.tables[name]].compactMap { $0 }
    }
    for table in tables {
      let result = try table.state.withLock { state throws(EngineError) -> Result? in
        state.trimStreams(now)
        guard let log = state.streams.first(where: { $0.arn == arn }) else { return nil }
        return try body(state, log)
      }
      if let result { return result }
    }
    throw .resourceNotFound("Requested resource not found: Stream: \(arn) not found")
  }
}

extension TableState {
  func summary(_ log: StreamLog) -> StreamSummary {
    StreamSummary(streamArn: log.arn, tableName: name, streamLabel: log.label)
  }
}

/// A place in a shard, and when it was given out.
struct ShardIterator {
  let arn: String
  let shard: String
  let number: UInt64
  let issued: Instant

  var text: String { "\(arn)|1|\(shard)|\(number)|\(issued.milliseconds)" }

  init(arn: String, shard: String, number: UInt64, issued: Instant) {
    self.arn = arn
    self.shard = shard
    self.number = number
    self.issued = issued
  }

  init?(parsing text: String) {
    let parts = text.split(separator: "|", omittingEmptySubsequences: false)
    guard parts.count == 5, parts[1] == "1", let number = UInt64(parts[3]),
      let milliseconds = Int64(parts[4])
    else { return nil }
    self.init(
      arn: String(parts[0]), shard: String(parts[2]), number: number,
      issued: Instant(milliseconds: milliseconds))
  }
}
