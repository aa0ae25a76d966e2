// BatchWriteItem: up to 25 puts and deletions, of several tables.

import TableEngine

enum BatchWriteItem: Operation {
  static func answer(
    _ input: Wire.BatchWriteItemInput, _ call: Call, by engine: Engine
  ) throws(EngineError) -> Wire.BatchWriteItemOutput {
    var tables: [BatchWriteItemRequest.Writes] = []
    for entry in input.requestItems.entries {
      var writes: [BatchWrite] = []
      for write in entry.value { writes.append(try BatchWrite(write)) }
      tables.append(
        BatchWriteItemRequest.Writes(tableName: entry.key, writes: writes))
    }
    var request = BatchWriteItemRequest(tables: tables)
    request.returnConsumedCapacity = ReturnConsumedCapacity(input.returnConsumedCapacity) ?? .none
    request.returnItemCollectionMetrics =
      ReturnItemCollectionMetrics(input.returnItemCollectionMetrics) ?? .none
    let response = try engine.batchWriteItem(request, at: call.now)
    var output = Wire.BatchWriteItemOutput()
    output.unprocessedItems = WireMap(
      response.unprocessed.map { ($0.tableName, $0.writes.map { Wire.WriteRequest($0) }) })
    output.itemCollectionMetrics = WireMap(response.itemCollectionMetrics)
    output.consumedCapacity = [Wire.ConsumedCapacity](response.consumedCapacity)
    return output
  }
}

extension BatchWrite {
  /// EVIDENCE: ValidationException as captured from the service.
  fileprivate init(_ write: Wire.WriteRequest) throws(EngineError) {
    switch (write.putRequest, write.deleteRequest) {
    case (let put?, nil): self = .put(put.item)
    case (nil, let delete?): self = .delete(key: delete.key)
    case (nil, nil):
      throw .validation(
        "Supplied WriteRequest is empty, must contain exactly one of the supported requests")
    case (_?, _?):
      throw .validation(
        "Supplied AttributeValue has more than one datatypes set, "
          + "must contain exactly one of the supported datatypes")
    }
  }
}

extension Wire.WriteRequest {
  fileprivate init(_ write: BatchWrite) {
    switch write {
    case .put(let item):
      var put = Wire.PutRequest()
      put.item = item
      putRequest = put
    case .delete(let key):
      var delete = Wire.DeleteRequest()
      delete.key = key
      deleteRequest = delete
    }
  }
}
