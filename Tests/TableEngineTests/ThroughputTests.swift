// What is refused for want of units, under a clock that the tests move.

import TableEngine
import TableItems
import TableModel
import Testing
import VirtualTime

@Suite struct ThroughputTests {
  private static let arn = "arn:aws:dynamodb:us-east-1:123456789012:table/things"

  /// Of five units each, with a global index of its own units.
  private func table(
    read: Int64 = 5, write: Int64 = 5, index: Throughput? = nil
  ) throws -> Fixture {
    var definition = index == nil ? Fixture.definition : Fixture.indexed
    definition.billingMode = .provisioned
    definition.provisionedThroughput = Throughput(read: read, write: write)
    definition.localSecondaryIndexes = nil
    definition.attributeDefinitions.removeAll { $0.attributeName == "l" }
    definition.globalSecondaryIndexes?[0].provisionedThroughput = index
    return try enforced(definition)
  }

  private func enforced(_ definition: TableDefinition) throws -> Fixture {
    let things = try Fixture(definition)
    things.engine.enforceThroughput(at: things.now)
    return things
  }

  /// How many of so many puts, each to a key of its own, go through before one is refused.
  private func puts(_ things: Fixture, of count: Int, key: String? = nil) -> (Int, EngineError?) {
    for number in 0..<count {
      do throws(EngineError) {
        try things.put([
          "pk": .string(ByteString(key ?? "p\(number)")),
          "sk": .number(DecimalNumber(number)),
        ])
      } catch { return (number, error) }
    }
    return (count, nil)
  }

  private func reason(_ error: EngineError?) -> String? {
    switch error {
    case .provisionedThroughputExceeded(_, let reasons)?, .throttling(_, let reasons)?:
      reasons.map { "\($0.reason) \($0.resource)" }.joined(separator: ", ")
    default: nil
    }
  }

  @Test func nothingIsRefusedUnlessEnforced() throws {
    var definition = Fixture.definition
    definition.billingMode = .provisioned
    definition.provisionedThroughput = Throughput(read: 1, write: 1)
    #expect(puts(try Fixture(definition), of: 50).0 == 50)
  }

  /// Developer Guide, "Designing partition keys": five minutes of unused units are kept.
  @Test func unusedUnitsAreKeptForFiveMinutes() throws {
    var things = try table()
    let (first, error) = puts(things, of: 2_000)
    #expect(first == 5)
    #expect(
      error?.message
        == "The level of configured provisioned throughput for the table was exceeded. Consider "
        + "increasing your provisioning level with the UpdateTable API.")
    #expect(error?.name == "ProvisionedThroughputExceededException")
    #expect(reason(error) == "TableWriteProvisionedThroughputExceeded " + ThroughputTests.arn)
    things.now = things.now + .seconds(1)
    #expect(puts(things, of: 2_000).0 == 5)
    things.now = things.now + .seconds(10)
    #expect(puts(things, of: 2_000).0 == 50)
    things.now = things.now + .days(1)
    #expect(puts(things, of: 2_000).0 == 1_500)
  }

  @Test func unitsComeByTheMillisecond() throws {
    var things = try table(write: 4)
    #expect(puts(things, of: 10).0 == 4)
    things.now = things.now + TimeSpan(milliseconds: 250)
    #expect(puts(things, of: 10).0 == 1)
  }

  /// A large item goes through while anything is left, and is paid for afterwards.
  @Test func debtsArePaid() throws {
    var things = try table(write: 1)
    let text = AttributeValue.string(ByteString(String(repeating: "x", count: 9_900)))
    try things.put(["pk": "a", "sk": 1, "text": text])
    things.now = things.now + .seconds(8)
    #expect(puts(things, of: 10).0 == 0)
    things.now = things.now + .seconds(2)
    #expect(puts(things, of: 10).0 == 1)
  }

  @Test func readsHaveUnitsOfTheirOwn() throws {
    var things = try table(read: 2, write: 5)
    try things.put(["pk": "a", "sk": 1])
    for _ in 0..<4 { _ = try things.get(["pk": "a", "sk": 1]) }
    #expect(throws: EngineError.self) { try things.get(["pk": "a", "sk": 1]) }
    #expect(puts(things, of: 10).0 == 4)
    things.now = things.now + .seconds(1)
    for _ in 0..<2 { _ = try things.get(["pk": "a", "sk": 1]) { $0.consistentRead = true } }
    let error = #expect(throws: EngineError.self) {
      try things.query("pk = :p", [":p": "a"])
    }
    #expect(reason(error) == "TableReadProvisionedThroughputExceeded " + ThroughputTests.arn)
    things.now = things.now + .seconds(1)
    #expect(try things.query("pk = :p", [":p": "a"]).consumedCapacity == nil)
  }

  /// Developer Guide, "Designing partition keys": 1,000 writes and 3,000 reads a second.
  @Test func onePartitionHasItsBound() throws {
    var things = try table(read: 40_000, write: 40_000)
    let (count, error) = puts(things, of: 3_000, key: "hot")
    #expect(count == 1_000)
    #expect(error?.name == "ProvisionedThroughputExceededException")
    #expect(reason(error) == "TableWriteKeyRangeThroughputExceeded " + ThroughputTests.arn)
    #expect(puts(things, of: 3_000).0 == 3_000)
    things.now = things.now + .seconds(100)
    #expect(puts(things, of: 3_000, key: "hot").0 == 1_000)
    for _ in 0..<3_000 { _ = try things.get(["pk": "hot", "sk": 1]) { $0.consistentRead = true } }
    let read = #expect(throws: EngineError.self) { try things.get(["pk": "hot", "sk": 1]) }
    #expect(reason(read) == "TableReadKeyRangeThroughputExceeded " + ThroughputTests.arn)
  }

  /// Developer Guide, "Using global secondary indexes": an index holds back its table.
  @Test func indexesHoldBackTheirTable() throws {
    let things = try table(read: 5, write: 100, index: Throughput(read: 5, write: 2))
    func put(_ number: Int, inIndex: Bool) throws(EngineError) {
      var map: AttributeMap = ["pk": "a", "sk": .number(DecimalNumber(number))]
      if inIndex { map["g"] = .string(ByteString("g\(number)")) }
      try things.put(Item(map))
    }
    try put(1, inIndex: true)
    try put(2, inIndex: true)
    let error = #expect(throws: EngineError.self) { try put(3, inIndex: true) }
    #expect(
      reason(error) == "IndexWriteProvisionedThroughputExceeded \(ThroughputTests.arn)/index/byG")
    #expect(error?.message.contains("one or more global secondary indexes") == true)
    #expect(try things.get(["pk": "a", "sk": 3]).item == nil)
    try put(3, inIndex: false)
  }

  /// Developer Guide, "On-demand capacity mode": 4,000 writes at the start, and twice the peak.
  @Test func onDemandGrowsByTwiceItsPeak() throws {
    var things = try enforced(Fixture.definition)
    let (first, error) = puts(things, of: 20_000)
    #expect(first == 4_000)
    #expect(error?.name == "ThrottlingException")
    #expect(reason(error) == "TableWriteKeyRangeThroughputExceeded " + ThroughputTests.arn)
    things.now = things.now + .seconds(1)
    #expect(puts(things, of: 20_000).0 == 4_000)
    things.now = things.now + .minutes(31)
    #expect(puts(things, of: 20_000).0 == 8_000)
  }

  @Test func onDemandHasTheBoundThatItsOwnerSet() throws {
    var definition = Fixture.definition
    definition.onDemandThroughput = OnDemandThroughput(maxRead: nil, maxWrite: 10)
    var things = try enforced(definition)
    let (count, error) = puts(things, of: 100)
    #expect(count == 10)
    #expect(reason(error) == "TableWriteMaxOnDemandThroughputExceeded " + ThroughputTests.arn)
    things.now = things.now + .minutes(5)
    #expect(puts(things, of: 100).0 == 10)
  }

  @Test func warmTablesTakeMoreAtOnce() throws {
    var definition = Fixture.definition
    definition.warmThroughput = WarmThroughput(read: 20_000, write: 6_000)
    #expect(puts(try enforced(definition), of: 20_000).0 == 6_000)
  }

  @Test func updatesOfTheThroughputCount() throws {
    var things = try table()
    #expect(puts(things, of: 10).0 == 5)
    var request = UpdateTableRequest(tableName: "things")
    request.provisionedThroughput = Throughput(read: 5, write: 20)
    _ = try things.engine.updateTable(request, at: things.now)
    things.now = things.now + .seconds(1)
    #expect(puts(things, of: 100).0 == 20)
    var onDemand = UpdateTableRequest(tableName: "things")
    onDemand.billingMode = .payPerRequest
    _ = try things.engine.updateTable(onDemand, at: things.now)
    #expect(puts(things, of: 10_000).0 == 4_000)
  }

  /// Developer Guide, "Write operation consumption": a condition that fails is charged.
  @Test func failedConditionsAreCharged() throws {
    let things = try table(write: 2)
    for _ in 0..<2 {
      #expect(
        throws: EngineError.conditionalCheckFailed("The conditional request failed", item: nil)
      ) {
        try things.put(["pk": "a", "sk": 1]) {
          $0.condition.expression = "attribute_exists(pk)"
        }
      }
    }
    #expect(puts(things, of: 1).0 == 0)
  }

  /// Each item of it was prepared: once of the two times that a transaction writes it.
  @Test func cancelledTransactionsAreCharged() throws {
    var things = try table(write: 10)
    var writes = (0..<2).map {
      TransactWrite.put(
        PutItemRequest(tableName: "things", item: ["pk": "a", "sk": .number(DecimalNumber($0))]))
    }
    writes.append(
      .check(
        ConditionCheck(
          tableName: "things", key: ["pk": "b", "sk": 1],
          condition: WriteCondition(expression: "attribute_exists(pk)"))))
    let request = TransactWriteItemsRequest(writes: writes)
    let error = #expect(throws: EngineError.self) {
      try things.engine.transactWriteItems(request, at: things.now)
    }
    #expect(error?.name == "TransactionCanceledException")
    #expect(puts(things, of: 20).0 == 7)
    // What lacks units is cancelled, too, and costs nothing.
    #expect(throws: EngineError.self) {
      try things.engine.transactWriteItems(request, at: things.now)
    }
    things.now = things.now + .seconds(1)
    #expect(puts(things, of: 20).0 == 10)
  }

  /// API reference, BatchWriteItem: what cannot be done now comes back.
  @Test func batchesGiveBackWhatIsThrottled() throws {
    var things = try table(read: 2, write: 3)
    let items = (0..<5).map { Item(["pk": "a", "sk": .number(DecimalNumber($0))]) }
    let request = BatchWriteItemRequest(tables: [
      .init(tableName: "things", writes: items.map { .put($0) })
    ])
    let response = try things.engine.batchWriteItem(request, at: things.now)
    #expect(response.unprocessed.flatMap(\.writes) == items[3...].map { .put($0) })
    #expect(throws: EngineError.self) { try things.engine.batchWriteItem(request, at: things.now) }
    let gets = BatchGetItemRequest(tables: [KeysToGet(tableName: "things", keys: items)])
    let found = try things.engine.batchGetItem(gets, at: things.now)
    #expect(found.found.flatMap(\.items) == items[..<3] + [])
    #expect(found.unprocessed.flatMap(\.keys) == items[4...] + [])
    things.now = things.now + .seconds(1)
    #expect(try things.engine.batchWriteItem(request, at: things.now).unprocessed.count == 1)
  }

  @Test func transactionsSayWhichItemWasThrottled() throws {
    let things = try table(write: 1)
    let writes = (0..<2).map {
      TransactWrite.put(
        PutItemRequest(
          tableName: "things", item: ["pk": "a", "sk": .number(DecimalNumber($0))]))
    }
    let request = TransactWriteItemsRequest(writes: writes)
    _ = try things.engine.transactWriteItems(request, at: things.now)
    let error = #expect(throws: EngineError.self) {
      try things.engine.transactWriteItems(request, at: things.now)
    }
    guard case .transactionCanceled(_, let reasons)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(
      reasons.map(\.code) == ["ProvisionedThroughputExceeded", "ProvisionedThroughputExceeded"])
  }

  /// A clock at either end of time, and figures beyond all bounds.
  @Test func extremesDoNotOverflow() throws {
    var definition = Fixture.definition
    definition.warmThroughput = WarmThroughput(read: .max, write: .max)
    definition.onDemandThroughput = OnDemandThroughput(maxRead: .max, maxWrite: .max)
    var things = try enforced(definition)
    for moment in [Instant(milliseconds: 0), .virtualStart, Instant(milliseconds: .max)] {
      things.now = moment
      #expect(puts(things, of: 3).0 == 3)
    }
  }
}
