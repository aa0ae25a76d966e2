// GetItem: one item by its key.

import TableExpressions
import TableItems
package import VirtualTime

extension Engine {
  package func getItem(
    _ request: GetItemRequest, at now: Instant
  ) throws(EngineError) -> GetItemResponse {
    let get = try PreparedGet(request)
    return try withData(request.tableName, at: now) { state throws(EngineError) in
      var meter = Meter(state.name)
      let stored = try state.read(get, &meter)
      try state.spend(meter, on: get.key, at: now)
      return GetItemResponse(
        item: stored.map { get.projected($0.item) },
        consumedCapacity: meter.report(request.returnConsumedCapacity))
    }
  }
}

/// A read of one item whose request was found sound.
struct PreparedGet: Sendable {
  let key: Item
  let isConsistent: Bool
  let projection: ItemProjection?
  /// Placeholders that no expression uses: told once the key was found sound.
  private let unused: ExpressionFault?

  /// A borrowed request costs no copy of each of its parts.
  init(_ request: borrowing GetItemRequest) throws(EngineError) {
    if request.projectionExpression != nil || request.substitutions.isThere {
      try ParameterStyles(
        legacy: [("AttributesToGet", request.attributesToGet != nil)],
        expressions: [("ProjectionExpression", request.projectionExpression != nil)]
      ).check(request.substitutions)
    }
    var scope = PlaceholderScope(request.substitutions)
    projection = try ItemProjection.read(
      request.projectionExpression, request.attributesToGet, &scope)
    unused = scope.unused
    key = request.key
    isConsistent = request.consistentRead
  }

  func requireAllUsed() throws(EngineError) {
    if let unused { throw EngineError(unused) }
  }

  func projected(_ item: Item) -> Item { projection?.apply(to: item) ?? item }
}

extension TableState {
  func read(_ get: PreparedGet, _ meter: inout Meter) throws(EngineError) -> StoredItem? {
    let key = try keys.key(get.key)
    try get.requireAllUsed()
    let stored = stored(key)
    meter.read(StoredItem.readHalves(stored?.size ?? 0, isConsistent: get.isConsistent))
    return stored
  }
}
