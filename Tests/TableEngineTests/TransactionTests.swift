// Transactions: all or nothing, reasons in order, tokens, conflicts, and what they cost.

import TableEngine
import TableItems
import TableModel
import Testing
import VirtualTime

@Suite struct TransactionTests {
  private func put(_ item: Item, _ condition: String? = nil) -> TransactWrite {
    var request = PutItemRequest(tableName: "things", item: item)
    request.condition.expression = condition
    return .put(request)
  }

  @Test func reasonsStandInOrder() throws {
    let things = try Fixture()
    try things.put(["pk": "a", "sk": 1])
    let thrown = #expect(throws: EngineError.self) {
      try things.engine.transactWriteItems(
        TransactWriteItemsRequest(writes: [
          put(["pk": "b", "sk": 1]), put(["pk": "a", "sk": 1], "attribute_not_exists(pk)"),
          put(["pk": "c"]),
        ]), at: things.now)
    }
    guard case .transactionCanceled(let message, let reasons)? = thrown else {
      Issue.record("\(String(describing: thrown))")
      return
    }
    #expect(
      message
        == "Transaction cancelled, please refer cancellation reasons for specific reasons "
        + "[None, ConditionalCheckFailed, ValidationError]")
    #expect(reasons.map(\.message).prefix(2) == [nil, "The conditional request failed"])
    #expect(try things.get(["pk": "b", "sk": 1]).item == nil)
  }

  /// Service, "ClientRequestToken": ten minutes; another payload is refused.
  @Test func tokensHaveOneEffect() throws {
    let things = try Fixture()
    var add = UpdateItemRequest(tableName: "things", key: ["pk": "a", "sk": 1])
    add.updateExpression = "ADD n :one"
    add.substitutions.values = [":one": 1]
    var request = TransactWriteItemsRequest(writes: [.update(add)])
    request.clientRequestToken = "token"
    request.returnConsumedCapacity = .total
    let first = try things.engine.transactWriteItems(request, at: things.now)
    let again = try things.engine.transactWriteItems(request, at: things.now + .minutes(9))
    #expect(try things.get(["pk": "a", "sk": 1]).item?["n"]?.tree == 1)
    #expect(first.consumedCapacity.first?.total.write.halves == 4)
    #expect(again.consumedCapacity.first?.total.read.halves == 4)
    add.substitutions.values = [":one": 2]
    request.writes = [.update(add)]
    #expect(
      refusal { _ = try things.engine.transactWriteItems(request, at: things.now) }
        .hasPrefix("IdempotentParameterMismatchException"))
    _ = try things.engine.transactWriteItems(request, at: things.now + .minutes(11))
    #expect(try things.get(["pk": "a", "sk": 1]).item?["n"]?.tree == 3)
  }

  @Test func itemsInUseConflict() throws {
    var settings = EngineSettings()
    settings.transactionSpan = .seconds(1)
    var things = try Fixture(Fixture.definition, settings)
    _ = try things.engine.transactWriteItems(
      TransactWriteItemsRequest(writes: [put(["pk": "a", "sk": 1])]), at: things.now)
    #expect(
      refusal { try things.put(["pk": "a", "sk": 1]) }
        == "TransactionConflictException: Transaction is ongoing for the item.")
    #expect(
      refusal {
        _ = try things.engine.transactWriteItems(
          TransactWriteItemsRequest(writes: [put(["pk": "a", "sk": 1])]), at: things.now)
      }.hasSuffix("[TransactionConflict]"))
    try things.put(["pk": "a", "sk": 2])
    things.now = things.now + .seconds(1)
    try things.put(["pk": "a", "sk": 1])
  }

  /// Tables are locked in order of their names: threads that name them in any order get through.
  @Test func tablesAreLockedInOrder() async throws {
    let things = try Fixture()
    for name in ["alpha", "beta", "gamma"] {
      var definition = Fixture.definition
      definition.tableName = name
      _ = try things.engine.createTable(definition, at: things.now)
    }
    let engine = things.engine
    let now = things.now
    try await withThrowingTaskGroup(of: Void.self) { group in
      for worker in 0..<4 {
        group.addTask {
          for round in 0..<50 {
            let names = ["alpha", "beta", "gamma", "things"]
            let writes = (0..<3).map { offset in
              var add = UpdateItemRequest(
                tableName: names[(worker + round + offset) % 4], key: ["pk": "a", "sk": 1])
              add.updateExpression = "ADD n :one"
              add.substitutions.values = [":one": 1]
              return TransactWrite.update(add)
            }
            _ = try engine.transactWriteItems(TransactWriteItemsRequest(writes: writes), at: now)
          }
        }
      }
      try await group.waitForAll()
    }
    let gets = ["alpha", "beta", "gamma", "things"].map {
      GetItemRequest(tableName: $0, key: ["pk": "a", "sk": 1])
    }
    let found = try engine.transactGetItems(TransactGetItemsRequest(gets: gets), at: now)
    let sum = found.items.compactMap { $0?["n"]?.number.integer }.reduce(0, +)
    #expect(sum == 600)
  }

  @Test func readsCostTwice() throws {
    let things = try Fixture()
    try things.put(["pk": "a", "sk": 1])
    var request = TransactGetItemsRequest(gets: [
      GetItemRequest(tableName: "things", key: ["pk": "a", "sk": 1]),
      GetItemRequest(tableName: "things", key: ["pk": "a", "sk": 2]),
    ])
    request.returnConsumedCapacity = .total
    let response = try things.engine.transactGetItems(request, at: things.now)
    #expect(response.items.map { $0 != nil } == [true, false])
    #expect(response.consumedCapacity.first?.total.read.halves == 8)
    request.gets.append(request.gets[0])
    #expect(
      refusal { _ = try things.engine.transactGetItems(request, at: things.now) }
        == invalid("Transaction request cannot include multiple operations on one item"))
  }
}
