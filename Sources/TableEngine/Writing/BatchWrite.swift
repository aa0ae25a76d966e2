// BatchWriteItem: puts and deletions without conditions, each for itself.

import TableItems
import TableModel
package import VirtualTime

extension Engine {
  package func batchWriteItem(
    _ request: BatchWriteItemRequest, at now: Instant
  ) throws(EngineError) -> BatchWriteItemResponse {
    guard !request.tables.isEmpty else {
      throw .validation(EngineMessage.emptyBatch("BatchWriteItem"))
    }
    guard request.tables.reduce(0, { $0 + $1.writes.count }) <= Limits.batchWritesMax else {
      throw .validation("Too many items requested for the BatchWriteItem call")
    }
    var prepared: [[PreparedWrite]] = []
    for table in request.tables {
      var writes: [PreparedWrite] = []
      for write in table.writes {
        switch write {
        case .put(let item):
          writes.append(try PreparedWrite(PutItemRequest(tableName: table.tableName, item: item)))
        case .delete(let key):
          writes.append(
            PreparedWrite(tableName: table.tableName, kind: .delete(key: key), condition: nil))
        }
      }
      prepared.append(writes)
    }
    // Every write is held against its table before any is carried out.
    for writes in prepared { try checkBatch(writes, at: now) }
    var response = BatchWriteItemResponse()
    var progress = BatchProgress()
    for (writes, asked) in zip(prepared, request.tables) {
      try write(writes, asked, request, at: now, &progress, &response)
    }
    try progress.throwIfNothingDone()
    return response
  }

  private func checkBatch(_ writes: [PreparedWrite], at now: Instant) throws(EngineError) {
    guard let first = writes.first else { return }
    try withData(first.tableName, at: now) { state throws(EngineError) in
      var seen: Set<[UInt8]> = []
      for write in writes {
        let change = try state.plan(write)
        guard seen.insert(change.key).inserted else {
          throw .validation(EngineMessage.duplicateKeys)
        }
      }
    }
  }

  private func write(
    _ writes: [PreparedWrite], _ asked: BatchWriteItemRequest.Writes,
    _ request: BatchWriteItemRequest, at now: Instant, _ progress: inout BatchProgress,
    _ response: inout BatchWriteItemResponse
  ) throws(EngineError) {
    guard let first = writes.first else { return }
    let start = progress
    let (meter, metrics, end, left) = try withData(first.tableName, at: now) {
      state throws(EngineError) in
      var progress = start
      var left: [BatchWrite] = []
      var meter = Meter(state.name)
      var metrics = TableMetrics(tableName: state.name, metrics: [])
      for (write, asked) in zip(writes, asked.writes) {
        let change: ItemChange
        do throws(EngineError) { change = try state.admit(write, at: now) } catch {
          try progress.keep(error)
          left.append(asked)
          continue
        }
        try state.checkFree(change.key, at: now)
        var single = Meter(state.name)
        single.write(change.writeUnits)
        state.commit(change, .request, at: now, &single)
        state.charge(change, single, at: now)
        meter.add(single)
        progress.done += 1
        if let metric = state.metrics(change, request.returnItemCollectionMetrics) {
          metrics.metrics.append(metric)
        }
      }
      return (meter, metrics, progress, left)
    }
    progress = end
    if !left.isEmpty {
      response.unprocessed.append(
        BatchWriteItemRequest.Writes(tableName: asked.tableName, writes: left))
    }
    if let report = meter.report(request.returnConsumedCapacity) {
      response.consumedCapacity.append(report)
    }
    if !metrics.metrics.isEmpty { response.itemCollectionMetrics.append(metrics) }
  }
}
