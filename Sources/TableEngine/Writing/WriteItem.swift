// PutItem, UpdateItem and DeleteItem.

package import VirtualTime

extension Engine {
  package func putItem(
    _ request: PutItemRequest, at now: Instant
  ) throws(EngineError) -> WriteResponse {
    try write(try PreparedWrite(request), at: now)
  }

  package func updateItem(
    _ request: UpdateItemRequest, at now: Instant
  ) throws(EngineError) -> WriteResponse {
    try write(try PreparedWrite(request), at: now)
  }

  package func deleteItem(
    _ request: DeleteItemRequest, at now: Instant
  ) throws(EngineError) -> WriteResponse {
    try write(try PreparedWrite(request), at: now)
  }

  func write(_ write: PreparedWrite, at now: Instant) throws(EngineError) -> WriteResponse {
    try withData(write.tableName, at: now) { state throws(EngineError) in
      let change = try state.admit(write, at: now)
      try state.checkFree(change.key, at: now)
      var meter = Meter(state.name)
      meter.write(change.writeUnits)
      state.commit(change, .request, at: now, &meter)
      state.charge(change, meter, at: now)
      return WriteResponse(
        attributes: state.attributes(change, write.returns.values),
        consumedCapacity: meter.report(write.returns.capacity),
        itemCollectionMetrics: state.metrics(change, write.returns.metrics))
    }
  }
}
