// BatchGetItem: items of several tables, as many as fit the response.

import TableExpressions
import TableItems
import TableModel
package import VirtualTime

extension Engine {
  package func batchGetItem(
    _ request: BatchGetItemRequest, at now: Instant
  ) throws(EngineError) -> BatchGetItemResponse {
    let wanted = request.tables
    guard !wanted.isEmpty else {
      throw .validation(EngineMessage.emptyBatch("BatchGetItem"))
    }
    guard wanted.reduce(0, { $0 + $1.keys.count }) <= Limits.batchGetKeysMax else {
      throw .validation("Too many items requested for the BatchGetItem call")
    }
    var gets: [PreparedGet] = []
    for table in wanted {
      var get = GetItemRequest(tableName: table.tableName, key: .empty)
      get.consistentRead = table.consistentRead
      get.projectionExpression = table.projectionExpression
      get.attributesToGet = table.attributesToGet
      get.substitutions = table.substitutions
      gets.append(try PreparedGet(get))
      guard Set(table.keys).count == table.keys.count else {
        throw .validation(EngineMessage.duplicateKeys)
      }
    }
    // Every key is held against its table before any is read.
    var encoded: [[[UInt8]]] = []
    for (table, get) in zip(wanted, gets) {
      encoded.append(
        try withData(table.tableName, at: now) { state throws(EngineError) in
          var keys: [[UInt8]] = []
          for key in table.keys { keys.append(try state.keys.key(key)) }
          try get.scope.requireAllUsed()
          return keys
        })
    }
    var response = BatchGetItemResponse()
    var bytes = 0
    for (index, table) in wanted.enumerated() {
      try read(table, gets[index], encoded[index], request, at: now, &bytes, &response)
    }
    return response
  }

  private func read(
    _ table: KeysToGet, _ get: PreparedGet, _ keys: [[UInt8]], _ request: BatchGetItemRequest,
    at now: Instant, _ bytes: inout Int, _ response: inout BatchGetItemResponse
  ) throws(EngineError) {
    var meter = Meter(Engine.tableName(table.tableName))
    var found = BatchGetItemResponse.Found(tableName: table.tableName, items: [])
    var left = table
    left.keys = []
    let start = bytes
    let read = try withData(table.tableName, at: now) { state throws(EngineError) in
      var items: [Item] = []
      var unread = 0
      var total = start
      var meter = Meter(state.name)
      for key in keys {
        let stored = state.stored(key)
        guard total + (stored?.size ?? 0) <= Limits.batchBytesMax else { break }
        total += stored?.size ?? 0
        unread += 1
        meter.read(
          StoredItem.readHalves(stored?.size ?? 0, isConsistent: table.consistentRead))
        if let stored { items.append(get.projected(stored.item)) }
      }
      return (items: items, count: unread, total: total, meter: meter)
    }
    bytes = read.total
    meter.add(read.meter)
    found.items = read.items
    left.keys = Array(table.keys.dropFirst(read.count))
    response.found.append(found)
    if !left.keys.isEmpty { response.unprocessed.append(left) }
    if let report = meter.report(request.returnConsumedCapacity) {
      response.consumedCapacity.append(report)
    }
  }
}
