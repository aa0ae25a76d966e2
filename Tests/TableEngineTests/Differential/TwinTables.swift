// The engine and the naive table side by side: every operation is asked of both.

import TableEngine
import TableItems
import TableModel
import VirtualTime

struct TwinTables {
  let engine = Engine()
  var naive: NaiveTable
  let now = Instant.virtualStart

  struct Difference: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
  }

  static let indexes = [
    NaiveIndex(
      name: "local", hash: "pk", range: "l", projected: ["pk", "sk", "l", "x"], isLocal: true),
    NaiveIndex(
      name: "keys", hash: "g", range: "n", projected: ["pk", "sk", "g", "n"], isLocal: false),
    NaiveIndex(name: "whole", hash: "g", range: nil, projected: nil, isLocal: false),
  ]

  init() throws(EngineError) {
    naive = NaiveTable(indexes: TwinTables.indexes)
    _ = try engine.createTable(
      TableDefinition(
        tableName: "table",
        attributeDefinitions: [
          AttributeDefinition("pk", .string), AttributeDefinition("sk", .number),
          AttributeDefinition("l", .string), AttributeDefinition("g", .string),
          AttributeDefinition("n", .number),
        ],
        keySchema: [KeyElement("pk", .hash), KeyElement("sk", .range)],
        localSecondaryIndexes: [
          SecondaryIndex(
            "local", [KeyElement("pk", .hash), KeyElement("l", .range)],
            Projection(.include, nonKeyAttributes: ["x"]))
        ],
        globalSecondaryIndexes: [
          SecondaryIndex("keys", [KeyElement("g", .hash), KeyElement("n", .range)], .keysOnly),
          SecondaryIndex("whole", [KeyElement("g", .hash)], .all),
        ],
        billingMode: .payPerRequest), at: now)
  }

  mutating func run(_ operation: RandomOperation) throws(Difference) {
    switch operation {
    case .put, .delete, .update: try write(operation)
    case .get(let key, let isConsistent): try get(key, isConsistent)
    case .query(let index, let hash, let range, let filter, let isForward, let limit):
      try query(index, hash, range, filter, isForward, limit)
    case .scan(let index, let filter, let limit, let segments):
      try scan(index, filter, limit, segments)
    case .transact(let operations): try transact(operations)
    }
  }

  // MARK: Writing

  private mutating func write(_ operation: RandomOperation) throws(Difference) {
    var expected: Result<(old: AttributeMap?, new: AttributeMap?, units: NaiveUnits), NaiveFault>
    do throws(NaiveFault) {
      expected = .success(try naive.apply(operation))
    } catch { expected = .failure(error) }
    let returns = WriteReturns(values: .allOld, capacity: .indexes)
    do throws(EngineError) {
      let response: WriteResponse
      switch try operation.request(returns) {
      case .put(let request): response = try engine.putItem(request, at: now)
      case .delete(let request): response = try engine.deleteItem(request, at: now)
      case .update(let request): response = try engine.updateItem(request, at: now)
      case .check: return
      }
      guard case .success(let success) = expected else {
        throw EngineError.internalServerError("accepted, but \(expected) was expected")
      }
      guard response.attributes?.tree == success.old else {
        throw EngineError.internalServerError(
          "\(String(describing: response.attributes)) was there")
      }
      guard response.consumedCapacity.map(units) == success.units else {
        throw EngineError.internalServerError(
          "\(String(describing: response.consumedCapacity.map(units))) used, not \(success.units)")
      }
    } catch {
      switch (error, expected) {
      case (.conditionalCheckFailed, .failure(.condition)), (.validation, .failure(.invalid)): break
      default: throw Difference("\(operation): \(error)")
      }
    }
  }

  private mutating func transact(_ operations: [RandomOperation]) throws(Difference) {
    let keys = operations.map(\.key)
    let isDuplicate = keys.indices.contains { keys[..<$0].contains(keys[$0]) }
    var after = naive
    var codes: [String] = []
    for operation in operations {
      do throws(NaiveFault) {
        _ = try after.apply(operation)
        codes.append("None")
      } catch {
        codes.append(error == .condition ? "ConditionalCheckFailed" : "ValidationError")
      }
    }
    let isRefused = isDuplicate || codes.contains { $0 != "None" }
    do throws(EngineError) {
      var writes: [TransactWrite] = []
      for operation in operations { writes.append(try operation.request(WriteReturns())) }
      _ = try engine.transactWriteItems(TransactWriteItemsRequest(writes: writes), at: now)
      guard !isRefused else { throw EngineError.internalServerError("accepted, not \(codes)") }
      naive = after
    } catch {
      switch error {
      case .validation(let message)
      where isDuplicate
        && message == "Transaction request cannot include multiple operations on one item":
        break
      case .transactionCanceled(_, let reasons)
      where !isDuplicate && isRefused && reasons.map(\.code) == codes: break
      default: throw Difference("\(operations): \(error), expected \(codes)")
      }
    }
  }

  // MARK: Reading

  private func get(_ key: AttributeMap, _ isConsistent: Bool) throws(Difference) {
    var request = GetItemRequest(tableName: "table", key: Item(key))
    request.consistentRead = isConsistent
    request.returnConsumedCapacity = .total
    let expected = naive.find(key).map { naive.items[$0] }
    let response: GetItemResponse
    do throws(EngineError) { response = try engine.getItem(request, at: now) } catch {
      throw Difference("get \(Item(key)): \(error)")
    }
    guard response.item?.tree == expected else {
      throw Difference("get \(Item(key)): \(String(describing: response.item))")
    }
    let halves = NaiveTable.readHalves(expected.map(NaiveTable.size) ?? 0, isConsistent)
    guard response.consumedCapacity?.total.read.halves == halves else {
      throw Difference("get \(Item(key)): \(String(describing: response.consumedCapacity))")
    }
  }

  private func query(
    _ index: Int?, _ hash: AttributeValue, _ range: NaiveCondition?, _ filter: NaiveCondition?,
    _ isForward: Bool, _ limit: Int?
  ) throws(Difference) {
    let target = index.map { naive.indexes[$0] }
    var list = PlaceholderList()
    var text = "\(list.name(NaivePath(root: target?.hash ?? NaiveTable.pk))) = \(list.value(hash))"
    if let range { text += " AND " + range.text(&list) }
    var request = QueryRequest(tableName: "table", keyConditionExpression: text)
    request.scanIndexForward = isForward
    request.page.indexName = target?.name
    request.page.limit = limit
    request.page.filterExpression = filter?.text(&list)
    request.page.returnConsumedCapacity = .indexes
    request.page.substitutions = Substitutions(names: list.names, values: Item(list.values))
    var found = naive.query(target, hash, range)
    if !isForward { found.reverse() }
    let what = "query \(target?.name ?? "table") \(text) \(Item(list.values)) limit \(limit ?? 0)"
    let pages = try readAll(what, limit) { (start) throws(EngineError) in
      request.page.exclusiveStartKey = start
      return try engine.query(request, at: now)
    }
    try compare(pages, found, target, filter, range: target.map { $0.range } ?? "sk", what)
  }

  private func scan(
    _ index: Int?, _ filter: NaiveCondition?, _ limit: Int?, _ segments: Int
  ) throws(Difference) {
    let target = index.map { naive.indexes[$0] }
    var list = PlaceholderList()
    var request = ScanRequest(tableName: "table")
    request.page.indexName = target?.name
    request.page.limit = limit
    if let filter {
      request.page.filterExpression = filter.text(&list)
      request.page.substitutions = Substitutions(
        names: list.names, values: list.values.isEmpty ? nil : Item(list.values))
    }
    request.page.returnConsumedCapacity = .indexes
    let what = "scan \(target?.name ?? "table") filter \(String(describing: filter))"
    var pages: [PageResponse] = []
    for segment in 0..<segments {
      request.segment = segment
      request.totalSegments = segments
      pages += try readAll(what, limit) { (start) throws(EngineError) in
        request.page.exclusiveStartKey = start
        return try engine.scan(request, at: now)
      }
    }
    let found = naive.items.filter { target?.holds($0) ?? true }
    try compare(pages, found, target, filter, range: nil, what)
  }

  private func readAll(
    _ what: String, _ limit: Int?, _ read: (Item?) throws(EngineError) -> PageResponse
  ) throws(Difference) -> [PageResponse] {
    var pages: [PageResponse] = []
    var start: Item?
    repeat {
      do throws(EngineError) {
        let page = try read(start)
        if let limit, page.scannedCount > limit { throw .internalServerError("over the limit") }
        if limit == nil, page.lastEvaluatedKey != nil { throw .internalServerError("not all") }
        start = page.lastEvaluatedKey
        pages.append(page)
      } catch { throw Difference("\(what): \(error)") }
    } while start != nil
    return pages
  }

  private func compare(
    _ pages: [PageResponse], _ found: [AttributeMap], _ index: NaiveIndex?,
    _ filter: NaiveCondition?, range: ByteString?, _ what: String
  ) throws(Difference) {
    let entries = found.map { item in
      // A local index fetches what it lacks; here only a filter makes it.
      index.map { $0.isLocal && filterNeedsMore(filter, $0) ? item : $0.entry(item) } ?? item
    }
    let expected = entries.filter { filter?.holds($0) ?? true }
    let items = pages.flatMap { $0.items ?? [] }.map(\.tree)
    guard pages.reduce(0, { $0 + $1.scannedCount }) == found.count else {
      throw Difference("\(what): \(pages.map(\.scannedCount)) scanned of \(found.count)")
    }
    guard Set(items) == Set(expected), items.count == expected.count else {
      throw Difference("\(what): found \(items.map { Item($0) }), not \(expected.map { Item($0) })")
    }
    if let range {
      let (order, wished) = (items.map { $0[range] }, expected.map { $0[range] })
      guard order == wished else { throw Difference("\(what): order \(order), not \(wished)") }
    }
  }

  private func filterNeedsMore(_ filter: NaiveCondition?, _ index: NaiveIndex) -> Bool {
    guard let filter, let projected = index.projected else { return false }
    var list = PlaceholderList()
    _ = filter.text(&list)
    let roots = list.names.values.filter { $0 != "k" }
    return roots.contains { !projected.contains($0) }
  }

  private func units(_ capacity: ConsumedCapacity) -> NaiveUnits {
    var units = ["table": capacity.table.total.halves]
    for index in capacity.localIndexes + capacity.globalIndexes {
      units[index.name] = index.arm.total.halves
    }
    return units
  }
}

extension NaiveTable {
  mutating func apply(
    _ operation: RandomOperation
  ) throws(NaiveFault) -> (old: AttributeMap?, new: AttributeMap?, units: NaiveUnits) {
    switch operation {
    case .put(let item, let condition):
      return try write(item, condition) { _ throws(NaiveFault) in item }
    case .delete(let key, let condition):
      return try write(key, condition) { _ throws(NaiveFault) in nil }
    case .update(let key, let actions, let condition):
      return try write(key, condition) { old throws(NaiveFault) in
        try NaiveTable.updated(old, key, actions)
      }
    case .get, .query, .scan, .transact: throw .invalid
    }
  }
}

extension RandomOperation {
  var key: [AttributeValue?] {
    switch self {
    case .put(let item, _), .delete(let item, _), .update(let item, _, _):
      [item[NaiveTable.pk], item[NaiveTable.sk]]
    case .get, .query, .scan, .transact: []
    }
  }

  func request(_ returns: WriteReturns) throws(EngineError) -> TransactWrite {
    var list = PlaceholderList()
    switch self {
    case .put(let item, let condition):
      var request = PutItemRequest(tableName: "table", item: Item(item))
      request.condition.expression = condition?.text(&list)
      request.substitutions = list.substitutions
      request.returns = returns
      return .put(request)
    case .delete(let key, let condition):
      var request = DeleteItemRequest(tableName: "table", key: Item(key))
      request.condition.expression = condition?.text(&list)
      request.substitutions = list.substitutions
      request.returns = returns
      return .delete(request)
    case .update(let key, let actions, let condition):
      var request = UpdateItemRequest(tableName: "table", key: Item(key))
      request.updateExpression = NaiveAction.expression(actions, &list)
      request.condition.expression = condition?.text(&list)
      request.substitutions = list.substitutions
      request.returns = returns
      return .update(request)
    case .get, .query, .scan, .transact: throw .internalServerError("no write")
    }
  }
}

extension PlaceholderList {
  var substitutions: Substitutions {
    Substitutions(
      names: names.isEmpty ? nil : names, values: values.isEmpty ? nil : Item(values))
  }
}
