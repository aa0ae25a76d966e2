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
    for writes in prepared { try write(writes, request, at: now, &response) }
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
    _ writes: [PreparedWrite], _ request: BatchWriteItemRequest, at now: Instant,
    _ response: inout BatchWriteItemResponse
  ) throws(EngineError) {
    guard let first = writes.first else { return }
    let (meter, metrics) = try withData(first.tableName, at: now) { state throws(EngineError) in
      var meter = Meter(state.name)
      var metrics = TableMetrics(tableName: state.name, metrics: [])
      for write in writes {
        let change = try state.plan(write)
        try state.checkFree(change.key, at: now)
        meter.write(change.writeUnits)
        state.commit(change, .request, at: now, &meter)
        if let metric = state.metrics(change, request.returnItemCollectionMetrics) {
          metrics.metrics.append(metric)
        }
      }
      return (meter, metrics)
    }
    if let report = meter.report(request.returnConsumedCapacity) {
      response.consumedCapacity.append(report)
    }
    if !metrics.metrics.isEmpty { response.itemCollectionMetrics.append(metrics) }
  }
}
