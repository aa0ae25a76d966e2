// TransactGetItems: several items as they were at one moment.

import TableItems
import TableModel
package import VirtualTime

extension Engine {
  package func transactGetItems(
    _ request: TransactGetItemsRequest, at now: Instant
  ) throws(EngineError) -> TransactGetItemsResponse {
    try Engine.checkTransactionCount(request.gets.count, member: "transactItems")
    var gets: [PreparedGet] = []
    for get in request.gets { gets.append(try PreparedGet(get)) }
    let names = Set(request.gets.map { Engine.tableName($0.tableName) }).sorted()
    return try withData(tables: names, at: now) { states throws(EngineError) in
      var reasons: [CancellationReason] = []
      var seen: Set<TransactionKey> = []
      var response = TransactGetItemsResponse(items: [])
      var meters = names.map { Meter($0) }
      for (get, asked) in zip(gets, request.gets) {
        let place = names.firstIndex(of: Engine.tableName(asked.tableName)) ?? 0
        do throws(EngineError) {
          let key = try states[place].keys.key(get.key)
          guard seen.insert(TransactionKey(table: place, key: key)).inserted else {
            throw .validation(EngineMessage.duplicateOperations)
          }
          try get.requireAllUsed()
          try states[place].checkFree(key, at: now)
          try states[place].admitRead(key, at: now)
          let stored = states[place].stored(key)
          var meter = Meter(names[place])
          meter.read(2 * StoredItem.readHalves(stored?.size ?? 0, isConsistent: true))
          states[place].charge(meter, key, at: now)
          meters[place].add(meter)
          response.items.append(stored.map { get.projected($0.item) })
          reasons.append(.none)
        } catch {
          if error == .validation(EngineMessage.duplicateOperations) { throw error }
          reasons.append(try CancellationReason(error))
        }
      }
      try CancellationReason.throwIfAny(reasons)
      response.consumedCapacity = meters.compactMap {
        $0.report(request.returnConsumedCapacity, showsKinds: true)
      }
      return response
    }
  }
}
