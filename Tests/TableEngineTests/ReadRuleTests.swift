// Gets, queries, scans and batches: pages, limits, selections, and what they cost.

import TableEngine
import TableExpressions
import TableItems
import TableModel
import Testing

@Suite struct ReadRuleTests {
  private func filled(_ definition: TableDefinition = Fixture.definition) throws -> Fixture {
    let things = try Fixture(definition)
    for number in 0..<10 {
      try things.put([
        "pk": "a", "sk": .number(DecimalNumber(number)), "g": "x",
        "l": .string(ByteString("l\(9 - number)")), "x": .number(DecimalNumber(number % 2)),
      ])
    }
    return things
  }

  /// Developer Guide, "Paginating table query results": the limit counts what is read, before the
  /// filter, and a key may be returned though nothing follows.
  @Test func limitsCountBeforeFilters() throws {
    let things = try filled()
    let page = try things.query("pk = :p", [":p": "a", ":one": 1]) {
      $0.page.limit = 4
      $0.page.filterExpression = "x = :one"
    }
    #expect(page.count == 2 && page.scannedCount == 4)
    #expect(page.lastEvaluatedKey == ["pk": "a", "sk": 3])
    let whole = try things.query("pk = :p", [":p": "a"]) { $0.page.limit = 10 }
    #expect(whole.lastEvaluatedKey == ["pk": "a", "sk": 9])
    let rest = try things.query("pk = :p", [":p": "a"]) {
      $0.page.exclusiveStartKey = whole.lastEvaluatedKey
    }
    #expect(rest.items == [] && rest.lastEvaluatedKey == nil)
  }

  /// A page ends at a megabyte of what is read.
  @Test func pagesEndAtAMegabyte() throws {
    let things = try Fixture()
    let note = AttributeValue.string(ByteString([UInt8](repeating: 97, count: 100_000)))
    for number in 0..<25 {
      try things.put(["pk": "a", "sk": .number(DecimalNumber(number)), "x": note])
    }
    var counts: [Int] = []
    var start: Item?
    repeat {
      let page = try things.query("pk = :p", [":p": "a"]) {
        $0.page.exclusiveStartKey = start
        $0.page.select = .count
      }
      #expect(page.items == nil)
      counts.append(page.count)
      start = page.lastEvaluatedKey
    } while start != nil
    #expect(counts == [11, 11, 3])
  }

  @Test func indexKeysComeBackWithTheTables() throws {
    let things = try filled(Fixture.indexed)
    let page = try things.query("g = :g", [":g": "x"]) {
      $0.page.indexName = "byG"
      $0.page.limit = 3
      $0.page.returnConsumedCapacity = .indexes
    }
    #expect(page.lastEvaluatedKey?.count == 3)
    #expect(page.items?.first?.count == 3)
    #expect(page.consumedCapacity?.globalIndexes.first?.arm.read.halves == 1)
    let ordered = try things.query("pk = :p AND begins_with(l, :l)", [":p": "a", ":l": "l"]) {
      $0.page.indexName = "byL"
    }
    #expect(ordered.items?.first?["sk"]?.tree == 9)
  }

  /// Reading what a local index does not hold costs a read of the table an item.
  @Test func localIndexesFetchWhatTheyLack() throws {
    let things = try filled(Fixture.indexed)
    let page = try things.query("pk = :p", [":p": "a"]) {
      $0.page.indexName = "byL"
      $0.page.select = .allAttributes
      $0.page.limit = 4
      $0.page.returnConsumedCapacity = .indexes
    }
    #expect(page.items?.first?.count == 5)
    #expect(page.consumedCapacity?.table.read.halves == 4)
    #expect(page.consumedCapacity?.localIndexes.first?.arm.read.halves == 1)
  }

  @Test(
    arguments: [
      ("sk = :p", [":p": "a"], "Query condition missed key schema element: pk"),
      ("pk = :p AND x = :p", [":p": "a"], "Query condition missed key schema element: sk"),
      ("pk > :p", [":p": "a"], "Query key condition not supported"),
      (
        "pk = :p", [":p": 1],
        "One or more parameter values were invalid: "
          + "Condition parameter type does not match schema type"
      ),
    ] as [(String, Item, String)])
  func keyConditionsMustFitTheKey(_ text: String, _ values: Item, _ message: String) throws {
    let things = try filled()
    #expect(refusal { _ = try things.query(text, values) } == invalid(message))
  }

  @Test func queriesAreRefusedInTheServicesWords() throws {
    let things = try filled(Fixture.indexed)
    let values: Item = [":p": "a", ":g": "x"]
    func said(_ change: (inout QueryRequest) -> Void) -> String {
      refusal { _ = try things.query("pk = :p", [":p": "a"], change) }
    }
    #expect(
      refusal { _ = try things.query(nil, nil) }
        == invalid(
          "Either the KeyConditions or KeyConditionExpression parameter must be specified in the "
            + "request."))
    #expect(
      said { $0.page.indexName = "none" }
        == invalid("The table does not have the specified index: none"))
    #expect(
      said { $0.page.exclusiveStartKey = ["pk": "a"] }
        == invalid("The provided starting key is invalid"))
    #expect(
      said { $0.page.exclusiveStartKey = ["pk": "a", "sk": "b"] }
        == invalid(
          "The provided starting key is invalid: "
            + "The provided key element does not match the schema"))
    #expect(
      said { $0.page.select = .specificAttributes }
        == invalid(
          "1 validation error detected: Must specify the AttributesToGet or ProjectionExpression "
            + "when choosing to get SPECIFIC_ATTRIBUTES"))
    #expect(
      said { $0.page.select = .allProjectedAttributes }
        == invalid("ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName"))
    #expect(
      refusal {
        _ = try things.query("g = :g", [":g": "x"]) {
          $0.page.indexName = "byG"
          $0.page.consistentRead = true
        }
      } == invalid("Consistent reads are not supported on global secondary indexes"))
    #expect(
      refusal {
        _ = try things.query("pk = :p", values) { $0.page.filterExpression = "sk = :g" }
      }
        == invalid(
          "Filter Expression can only contain non-primary key attributes: "
            + "Primary key attribute: sk"))
  }

  @Test func scansAreDividedWithoutOverlap() throws {
    let things = try Fixture()
    for number in 0..<100 {
      try things.put(["pk": .string(ByteString("p\(number)")), "sk": 0])
    }
    for total in [1, 2, 7, 1_000_000] {
      let segments = total == 1_000_000 ? [0, 999_999] : Array(0..<total)
      var found: Set<Item> = []
      var count = 0
      for segment in segments {
        let page = try things.scan {
          $0.segment = segment
          $0.totalSegments = total
        }
        count += page.count
        found.formUnion(page.items ?? [])
      }
      #expect(found.count == count)
      if total < 10 { #expect(count == 100) }
    }
    #expect(
      refusal {
        _ = try things.scan {
          $0.segment = 5
          $0.totalSegments = 5
        }
      }
        == invalid(
          "The Segment parameter is zero-based and must be less than parameter TotalSegments: "
            + "Segment: 5 is not less than TotalSegments: 5"))
  }

  @Test func batchesReadAndWrite() throws {
    let things = try filled()
    let keys: [Item] = [["pk": "a", "sk": 1], ["pk": "a", "sk": 99], ["pk": "a", "sk": 2]]
    var request = BatchGetItemRequest(tables: [KeysToGet(tableName: "things", keys: keys)])
    request.returnConsumedCapacity = .total
    let found = try things.engine.batchGetItem(request, at: things.now)
    #expect(found.found.first?.items.count == 2 && found.unprocessed.isEmpty)
    #expect(found.consumedCapacity.first?.total.read.halves == 3)
    let twice = BatchGetItemRequest(
      tables: [KeysToGet(tableName: "things", keys: [keys[0], keys[0]])])
    #expect(
      refusal { _ = try things.engine.batchGetItem(twice, at: things.now) }
        == invalid("Provided list of item keys contains duplicates"))
    let writes = BatchWriteItemRequest(tables: [
      .init(tableName: "things", writes: [.delete(key: keys[0]), .put(["pk": "b", "sk": 1])])
    ])
    _ = try things.engine.batchWriteItem(writes, at: things.now)
    #expect(try things.get(keys[0]).item == nil)
    #expect(try things.get(["pk": "b", "sk": 1]).item != nil)
    #expect(
      refusal { _ = try things.engine.batchWriteItem(.init(tables: []), at: things.now) }
        == invalid("The requestItems parameter is required for BatchWriteItem"))
  }

  @Test func projectionsTakeParts() throws {
    let things = try Fixture()
    try things.put([
      "pk": "a", "sk": 1, "l": .list([1, 2, 3]), "m": .map(["k": 1, "j": .map(["i": 2])]),
    ])
    let part = try things.get(["pk": "a", "sk": 1]) {
      $0.projectionExpression = "l[2], l[0], m.j.i, m.zzz, #s"
      $0.substitutions.names = ["#s": "sk"]
    }
    #expect(
      part.item == ["l": .list([1, 3]), "m": .map(["j": .map(["i": 2])]), "sk": 1])
  }
}
