// Tables in several regions, and tables that go out to a bucket and come back.

import TableEngine
import TableItems
import TableModel
import Testing
import VirtualTime

@Suite struct ReplicaTests {
  private let start = Instant.virtualStart

  private func fleet() throws -> (fleet: Fleet, west: Engine, east: Engine) {
    let fleet = Fleet()
    let east = fleet.engine(in: "us-east-1")
    _ = try east.createTable(Fixture.definition, at: start)
    _ = try east.putItem(
      PutItemRequest(tableName: "things", item: ["pk": "a", "sk": 0]), at: start)
    var update = UpdateTableRequest(tableName: "things")
    update.replicaChanges = [.create(region: "us-west-2", keyID: nil, tableClass: nil)]
    let description = try east.updateTable(update, at: start)
    #expect(description.replicas.map(\.regionName) == ["us-west-2"])
    return (fleet, fleet.engine(in: "us-west-2"), east)
  }

  private func put(_ engine: Engine, _ item: Item, at now: Instant) throws {
    _ = try engine.putItem(PutItemRequest(tableName: "things", item: item), at: now)
  }

  private func value(_ engine: Engine, _ sort: Int, at now: Instant) throws -> AttributeValue? {
    let key: Item = ["pk": "a", "sk": .number(DecimalNumber(sort))]
    let request = GetItemRequest(tableName: "things", key: key)
    return try engine.getItem(request, at: now).item.map { $0["x"]?.tree ?? .null }
  }

  /// Developer Guide, "Global tables: How it works": elsewhere after the delay and not before.
  @Test func changesArriveAfterTheDelay() throws {
    let (_, west, east) = try fleet()
    #expect(try value(west, 0, at: start) == .null)
    try put(east, ["pk": "a", "sk": 1, "x": "east"], at: start)
    #expect(try value(west, 1, at: start) == nil)
    #expect(try value(west, 1, at: start + .seconds(1)) == "east")
    let request = DeleteItemRequest(tableName: "things", key: ["pk": "a", "sk": 1])
    _ = try west.deleteItem(request, at: start + .seconds(2))
    #expect(try value(east, 1, at: start + .seconds(2)) == "east")
    #expect(try value(east, 1, at: start + .seconds(3)) == nil)
  }

  /// The later write wins in both regions, whichever arrives first.
  @Test func theLastWriterWins() throws {
    let (fleet, west, east) = try fleet()
    try put(east, ["pk": "a", "sk": 1, "x": "east"], at: start)
    let later = start + TimeSpan(milliseconds: 500)
    try put(west, ["pk": "a", "sk": 1, "x": "west"], at: later)
    fleet.advance(to: start + .seconds(5))
    for engine in [east, west] {
      #expect(try value(engine, 1, at: start + .seconds(5)) == "west")
    }
  }

  /// A replicated expiry is no deletion of the service's in the other region's stream.
  @Test func replicatedExpiryIsPlain() throws {
    let (fleet, west, east) = try fleet()
    _ = try east.updateTimeToLive(
      "things", TimeToLive(attributeName: "ttl", enabled: true), at: start)
    #expect(try west.describeTimeToLive("things", at: start).status == .enabled)
    let second = AttributeValue.number(DecimalNumber(Int(start.seconds) + 60))
    try put(east, ["pk": "a", "sk": 1, "ttl": second], at: start)
    let end = start + .hours(49)
    fleet.advance(to: end)
    var expiries: [[Bool]] = []
    for engine in [east, west] {
      #expect(try value(engine, 1, at: end) == nil)
      let arn = try #require(try engine.describeTable("things", at: end).latestStreamArn)
      let shard = try #require(try engine.describeStream(arn, at: end).shards.first)
      let iterator = try engine.getShardIterator(
        arn, shardID: shard.shardID, from: .trimHorizon, at: end)
      let records = try engine.getRecords(iterator, at: end).records
      expiries.append(records.filter { $0.eventName == .remove }.map(\.isExpiry))
    }
    #expect(expiries.contains([true]))
    #expect(expiries.allSatisfy { $0.count == 1 })
  }

  @Test func replicasAreRemoved() throws {
    let (fleet, west, east) = try fleet()
    var update = UpdateTableRequest(tableName: "things")
    update.replicaChanges = [.delete(region: "us-west-2")]
    let description = try east.updateTable(update, at: start)
    #expect(description.replicas.isEmpty)
    #expect(west.listTables(at: start).tableNames.isEmpty)
    update.replicaChanges = [.create(region: "us-east-1", keyID: nil, tableClass: nil)]
    #expect(
      refusal { _ = try east.updateTable(update, at: start) }
        .hasPrefix(invalid("Cannot add, delete, or update the local region")))
    #expect(fleet.regions == ["us-east-1", "us-west-2"])
  }

  @Test func exportsComeBackAsImports() throws {
    let things = try Fixture(Fixture.indexed)
    let arn = try things.engine.describeTable("things", at: things.now).tableArn
    #expect(
      refusal { _ = try things.engine.exportTable(arn, at: things.now) { _ in } }
        .hasPrefix("PointInTimeRecoveryUnavailableException"))
    _ = try things.engine.updateContinuousBackups("things", isEnabled: true, at: things.now)
    for number in 0..<20 {
      try things.put(["pk": "a", "sk": .number(DecimalNumber(number)), "g": "x"])
    }
    var items: [Item] = []
    let export = try things.engine.exportTable(arn, at: things.now) { items.append($0) }
    #expect(export.counts.items == 20 && items.count == 20)
    #expect(try things.engine.describeExport(export.exportArn) == export)
    let backup = try things.engine.createBackup("things", named: "backup", at: things.now)
    #expect(
      refusal { _ = try things.engine.exportTable(backup.backupArn, at: things.now) { _ in } }
        .hasPrefix("TableNotFoundException"))
    var definition = Fixture.indexed
    definition.tableName = "copy"
    var source = (items + [["pk": "a"]])[...]
    let done = try things.engine.importTable(definition, at: things.now) { source.popFirst() }
    #expect(done.counts.items == 20 && done.counts.errors == 1)
    let scan = try things.scan {
      $0.page.tableName = "copy"
      $0.page.indexName = "byG"
    }
    #expect(scan.count == 20)
  }
}
