// A table to try things on, and words to ask for them.

import TableEngine
import TableItems
import TableModel
import VirtualTime

struct Fixture {
  let engine: Engine
  var now = Instant.virtualStart

  static let definition = TableDefinition(
    tableName: "things",
    attributeDefinitions: [
      AttributeDefinition("pk", .string), AttributeDefinition("sk", .number),
    ],
    keySchema: [KeyElement("pk", .hash), KeyElement("sk", .range)], billingMode: .payPerRequest)

  static let indexed: TableDefinition = {
    var definition = Fixture.definition
    definition.attributeDefinitions += [
      AttributeDefinition("g", .string), AttributeDefinition("l", .string),
    ]
    definition.globalSecondaryIndexes = [SecondaryIndex("byG", [KeyElement("g", .hash)], .keysOnly)]
    definition.localSecondaryIndexes = [
      SecondaryIndex("byL", [KeyElement("pk", .hash), KeyElement("l", .range)], .keysOnly)
    ]
    return definition
  }()

  init(
    _ definition: TableDefinition = Fixture.definition,
    _ settings: EngineSettings = EngineSettings()
  ) throws(EngineError) {
    engine = Engine(settings)
    _ = try engine.createTable(definition, at: now)
  }

  @discardableResult
  func put(
    _ item: Item, _ change: (inout PutItemRequest) -> Void = { _ in }
  ) throws(EngineError) -> WriteResponse {
    var request = PutItemRequest(tableName: "things", item: item)
    change(&request)
    return try engine.putItem(request, at: now)
  }

  func get(
    _ key: Item, _ change: (inout GetItemRequest) -> Void = { _ in }
  ) throws(EngineError) -> GetItemResponse {
    var request = GetItemRequest(tableName: "things", key: key)
    change(&request)
    return try engine.getItem(request, at: now)
  }

  @discardableResult
  func update(
    _ key: Item, _ expression: String?, _ values: Item? = nil,
    _ change: (inout UpdateItemRequest) -> Void = { _ in }
  ) throws(EngineError) -> WriteResponse {
    var request = UpdateItemRequest(tableName: "things", key: key)
    request.updateExpression = expression
    request.substitutions.values = values
    change(&request)
    return try engine.updateItem(request, at: now)
  }

  @discardableResult
  func delete(
    _ key: Item, _ change: (inout DeleteItemRequest) -> Void = { _ in }
  ) throws(EngineError) -> WriteResponse {
    var request = DeleteItemRequest(tableName: "things", key: key)
    change(&request)
    return try engine.deleteItem(request, at: now)
  }

  func query(
    _ expression: String?, _ values: Item?, _ change: (inout QueryRequest) -> Void = { _ in }
  ) throws(EngineError) -> PageResponse {
    var request = QueryRequest(tableName: "things", keyConditionExpression: expression)
    request.page.substitutions.values = values
    change(&request)
    return try engine.query(request, at: now)
  }

  func scan(
    _ change: (inout ScanRequest) -> Void = { _ in }
  ) throws(EngineError) -> PageResponse {
    var request = ScanRequest(tableName: "things")
    change(&request)
    return try engine.scan(request, at: now)
  }

  @discardableResult
  func run(_ statement: String, _ parameters: [AttributeValue]? = nil) throws(EngineError) -> [Item]
  {
    try engine.executeStatement(
      ExecuteStatementRequest(Statement(statement, parameters: parameters)), at: now
    ).items
  }
}

/// What is said when something is refused.
func refusal(_ body: () throws -> Void) -> String {
  do {
    try body()
    return "accepted"
  } catch {
    guard let error = error as? EngineError else { return "\(error)" }
    return "\(error.name): \(error.message)"
  }
}

func invalid(_ message: String) -> String { "ValidationException: " + message }

func wrongValues(_ message: String) -> String {
  invalid("One or more parameter values were invalid: " + message)
}
