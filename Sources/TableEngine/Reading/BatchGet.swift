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
          try get.requireAllUsed()
          return keys
        })
    }
    var response = BatchGetItemResponse()
    var progress = BatchProgress()
    for (index, table) in wanted.enumerated() {
      try read(table, gets[index], encoded[index], request, at: now, &progress, &response)
    }
    try progress.throwIfNothingDone()
    return response
  }

  private func read(
    _ table: KeysToGet, _ get: PreparedGet, _ keys: [[UInt8]], _ request: BatchGetItemRequest,
    at now: Instant, _ progress: inout BatchProgress, _ response: inout BatchGetItemResponse
  ) throws(EngineError) {
    var meter = Meter(Engine.tableName(table.tableName))
    var found = BatchGetItemResponse.Found(tableName: table.tableName, items: [])
    var left = table
    let start = progress
    let read = try withData(table.tableName, at: now) { state throws(EngineError) in
      var items: [Item] = []
      var left: [Int] = []
      var progress = start
      var meter = Meter(state.name)
      for (place, key) in keys.enumerated() {
        do throws(EngineError) { try state.admitRead(key, at: now) } catch {
          try progress.keep(error)
          left.append(place)
          continue
        }
        let stored = state.stored(key)
        guard progress.bytes + (stored?.size ?? 0) <= Limits.batchBytesMax else {
          left += place..<keys.count
          break
        }
        progress.bytes += stored?.size ?? 0
        progress.done += 1
        var single = Meter(state.name)
        single.read(StoredItem.readHalves(stored?.size ?? 0, isConsistent: table.consistentRead))
        state.charge(single, key, at: now)
        meter.add(single)
        if let stored { items.append(get.projected(stored.item)) }
      }
      return (items: items, left: left, progress: progress, meter: meter)
    }
    progress = read.progress
    meter.add(read.meter)
    found.items = read.items
    left.keys = read.left.map { table.keys[$0] }
    response.found.append(found)
    if !left.keys.isEmpty { response.unprocessed.append(left) }
    if let report = meter.report(request.returnConsumedCapacity) {
      response.consumedCapacity.append(report)
    }
  }
}
