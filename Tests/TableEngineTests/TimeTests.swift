// What happens as time passes: expiry, streams, delays of indexes, changes of status.

import TableEngine
import TableExpressions
import TableItems
import TableModel
import Testing
import VirtualTime

@Suite struct TimeTests {
  private func seconds(_ instant: Instant) -> AttributeValue {
    .number(DecimalNumber(Int(instant.seconds)))
  }

  private func streaming(_ view: StreamView = .newAndOldImages) -> TableDefinition {
    var definition = Fixture.definition
    definition.streamSpecification = StreamSpecification(enabled: true, viewType: view)
    return definition
  }

  private func iterator(
    _ things: Fixture, _ start: IteratorStart = .trimHorizon
  ) throws -> (arn: String, text: String) {
    let description = try things.engine.describeTable("things", at: things.now)
    let arn = try #require(description.latestStreamArn)
    let stream = try things.engine.describeStream(arn, at: things.now)
    let shard = try #require(stream.shards.last)
    let text = try things.engine.getShardIterator(
      arn, shardID: shard.shardID, from: start, at: things.now)
    return (arn, text)
  }

  /// Developer Guide, "How it works: Time to Live": an item can be read until it is deleted, the
  /// deletion is the service's, and costs nothing.
  @Test func itemsExpireAfterTheLag() throws {
    var things = try Fixture(streaming())
    _ = try things.engine.updateTimeToLive(
      "things", TimeToLive(attributeName: "ttl", enabled: true), at: things.now)
    let start = things.now
    try things.put(["pk": "a", "sk": 1, "ttl": seconds(start + .days(7))])
    try things.put(["pk": "a", "sk": 2, "ttl": "text"])
    try things.put(["pk": "a", "sk": 3, "ttl": seconds(start - .days(365 * 6))])
    things.now = start + .days(7) + .seconds(1)
    things.engine.advance(to: things.now)
    #expect(try things.get(["pk": "a", "sk": 1]).item != nil)
    things.now = start + .days(9)
    #expect(things.engine.nextDue() == things.now)
    things.engine.advance(to: things.now)
    #expect(try things.get(["pk": "a", "sk": 1]).item == nil)
    #expect(try things.get(["pk": "a", "sk": 2]).item != nil)
    #expect(try things.get(["pk": "a", "sk": 3]).item != nil)
    #expect(things.engine.nextDue() == nil)
    let (_, text) = try iterator(things)
    let records = try things.engine.getRecords(text, at: things.now).records
    #expect(records.map(\.eventName) == [.remove] && records.map(\.isExpiry) == [true])
  }

  @Test func expiryIsSetOnce() throws {
    let things = try Fixture()
    func set(_ name: String, _ enabled: Bool) -> String {
      refusal {
        _ = try things.engine.updateTimeToLive(
          "things", TimeToLive(attributeName: name, enabled: enabled), at: things.now)
      }
    }
    #expect(set("ttl", false) == invalid("TimeToLive is already disabled"))
    #expect(set("ttl", true) == "accepted")
    #expect(set("ttl", true) == invalid("TimeToLive is already enabled"))
    #expect(
      set("other", true)
        == invalid("TimeToLive is already enabled with a different attribute name"))
    #expect(set("ttl", false) == "accepted")
  }

  /// A renewed item outlives its first time.
  @Test func renewedItemsStay() throws {
    var things = try Fixture()
    let start = things.now
    try things.put(["pk": "a", "sk": 1, "ttl": seconds(start + .hours(24))])
    _ = try things.engine.updateTimeToLive(
      "things", TimeToLive(attributeName: "ttl", enabled: true), at: start)
    things.now = start + .hours(23)
    try things.update(
      ["pk": "a", "sk": 1], "SET #t = :t", [":t": seconds(things.now + .hours(24))]
    ) {
      $0.substitutions.names = ["#t": "ttl"]
    }
    things.engine.advance(to: start + .hours(94))
    #expect(try things.get(["pk": "a", "sk": 1]).item != nil)
    things.engine.advance(to: start + .hours(95))
    #expect(try things.get(["pk": "a", "sk": 1]).item == nil)
  }

  /// Developer Guide, "Change data capture for DynamoDB Streams".
  @Test func streamsTellChangesInOrder() throws {
    let things = try Fixture(streaming())
    let key: Item = ["pk": "a", "sk": 1]
    try things.put(["pk": "a", "sk": 1, "x": 1])
    try things.put(["pk": "a", "sk": 1, "x": 1])
    try things.update(key, "SET x = :v", [":v": 2])
    try things.delete(key)
    try things.delete(key)
    let (arn, text) = try iterator(things)
    let page = try things.engine.getRecords(text, limit: 2, at: things.now)
    #expect(page.records.map(\.eventName) == [.insert, .modify])
    #expect(page.records[1].oldImage?["x"]?.tree == 1 && page.records[1].newImage?["x"]?.tree == 2)
    #expect(page.records[0].keys == key && page.records[0].oldImage == nil)
    let next = try #require(page.nextShardIterator)
    let rest = try things.engine.getRecords(next, at: things.now)
    #expect(rest.records.map(\.eventName) == [.remove])
    #expect(rest.nextShardIterator != nil)
    let numbers = (page.records + rest.records).map(\.sequenceNumber)
    #expect(numbers == numbers.sorted() && Set(numbers).count == 3)
    let (_, after) = try iterator(things, .after(sequenceNumber: numbers[1]))
    #expect(try things.engine.getRecords(after, at: things.now).records.count == 1)
    let (_, latest) = try iterator(things, .latest)
    #expect(try things.engine.getRecords(latest, at: things.now).records.isEmpty)
    #expect(try things.engine.listStreams(at: things.now).streams.map(\.streamArn) == [arn])
  }

  @Test(arguments: [
    (StreamView.keysOnly, false, false), (.newImage, true, false), (.oldImage, false, true),
  ])
  func viewsShowWhatTheySay(_ view: StreamView, _ showsNew: Bool, _ showsOld: Bool) throws {
    let things = try Fixture(streaming(view))
    try things.put(["pk": "a", "sk": 1, "x": 1])
    try things.put(["pk": "a", "sk": 1, "x": 2])
    let (_, text) = try iterator(things)
    let record = try #require(try things.engine.getRecords(text, at: things.now).records.last)
    #expect((record.newImage != nil) == showsNew && (record.oldImage != nil) == showsOld)
  }

  /// Records live a day, iterators a quarter of an hour; a closed shard ends.
  @Test func streamsForget() throws {
    var things = try Fixture(streaming())
    try things.put(["pk": "a", "sk": 1])
    let (arn, text) = try iterator(things)
    things.now = things.now + .minutes(15)
    #expect(
      refusal { _ = try things.engine.getRecords(text, at: things.now) }
        .hasPrefix("ExpiredIteratorException"))
    things.now = things.now + .hours(24)
    try things.put(["pk": "a", "sk": 2])
    let (_, fresh) = try iterator(things)
    #expect(try things.engine.getRecords(fresh, at: things.now).records.count == 1)
    var update = UpdateTableRequest(tableName: "things")
    update.streamSpecification = StreamSpecification(enabled: false)
    _ = try things.engine.updateTable(update, at: things.now)
    let closed = try things.engine.getRecords(fresh, at: things.now)
    #expect(closed.records.count == 1 && closed.nextShardIterator == nil)
    things.now = things.now + .hours(24)
    #expect(
      refusal { _ = try things.engine.describeStream(arn, at: things.now) }
        .hasPrefix("ResourceNotFoundException"))
  }

  @Test func shardsRollOver() throws {
    var settings = EngineSettings()
    settings.shardLife = .hours(4)
    var things = try Fixture(streaming(), settings)
    try things.put(["pk": "a", "sk": 1])
    things.now = things.now + .hours(5)
    try things.put(["pk": "a", "sk": 2])
    let (arn, _) = try iterator(things)
    let shards = try things.engine.describeStream(arn, at: things.now).shards
    #expect(shards.count == 2 && shards[1].parentShardID == shards[0].shardID)
    #expect(shards[0].endingSequenceNumber != nil && shards[1].endingSequenceNumber == nil)
  }

  /// A global index shows a change after its delay, and the entry as it was until then.
  @Test func indexesLagBehind() throws {
    var settings = EngineSettings()
    settings.indexDelay = .seconds(2)
    var definition = Fixture.indexed
    definition.globalSecondaryIndexes = [SecondaryIndex("byG", [KeyElement("g", .hash)], .all)]
    var things = try Fixture(definition, settings)
    func seen() throws -> [Item] {
      try things.query("g = :g", [":g": "x"]) { $0.page.indexName = "byG" }.items ?? []
    }
    try things.put(["pk": "a", "sk": 1, "g": "x", "n": 1])
    #expect(try seen().isEmpty)
    things.now = things.now + .seconds(2)
    #expect(try seen().count == 1)
    try things.put(["pk": "a", "sk": 1, "g": "x", "n": 2])
    try things.put(["pk": "a", "sk": 1, "g": "y", "n": 3])
    #expect(try seen().first?["n"]?.tree == 1)
    things.now = things.now + .seconds(2)
    #expect(try seen().isEmpty)
  }

  @Test func tablesTakeTheirTime() throws {
    var settings = EngineSettings()
    settings.tableCreation = .seconds(10)
    settings.tableDeletion = .seconds(5)
    settings.tableUpdate = .seconds(3)
    var things = try Fixture(Fixture.definition, settings)
    #expect(try things.engine.describeTable("things", at: things.now).status == .creating)
    #expect(
      refusal { try things.put(["pk": "a", "sk": 1]) }
        == "ResourceNotFoundException: Requested resource not found")
    #expect(
      refusal { _ = try things.engine.createTable(Fixture.definition, at: things.now) }
        == "ResourceInUseException: Attempt to change a resource which is still in use: "
        + "Table is being created: things")
    things.now = things.now + .seconds(10)
    try things.put(["pk": "a", "sk": 1])
    var update = UpdateTableRequest(tableName: "things")
    update.tableClass = .infrequentAccess
    _ = try things.engine.updateTable(update, at: things.now)
    #expect(try things.engine.describeTable("things", at: things.now).status == .updating)
    #expect(
      refusal { _ = try things.engine.updateTable(update, at: things.now) }
        .hasPrefix("ResourceInUseException"))
    things.now = things.now + .seconds(3)
    _ = try things.engine.deleteTable("things", at: things.now)
    #expect(things.engine.listTables(at: things.now).tableNames == ["things"])
    things.now = things.now + .seconds(5)
    #expect(things.engine.listTables(at: things.now).tableNames.isEmpty)
    #expect(
      refusal { _ = try things.engine.describeTable("things", at: things.now) }
        == "ResourceNotFoundException: Requested resource not found: Table: things not found")
  }
}
