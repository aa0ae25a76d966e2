// BatchGetItem: up to a hundred items, of several tables.

import TableEngine
import TableItems

enum BatchGetItem: Operation {
  static func answer(
    _ input: Wire.BatchGetItemInput, _ call: Call, by engine: Engine
  ) throws(EngineError) -> Wire.BatchGetItemOutput {
    var request = BatchGetItemRequest(
      tables: input.requestItems.entries.map { entry in
        var keys = KeysToGet(tableName: entry.key, keys: entry.value.keys)
        keys.consistentRead = entry.value.consistentRead ?? false
        keys.projectionExpression = entry.value.projectionExpression
        keys.attributesToGet = entry.value.attributesToGet?.byteStrings
        keys.substitutions = Substitutions(entry.value.expressionAttributeNames)
        return keys
      })
    request.returnConsumedCapacity = ReturnConsumedCapacity(input.returnConsumedCapacity) ?? .none
    let response = try engine.batchGetItem(request, at: call.now)
    var output = Wire.BatchGetItemOutput()
    output.responses = WireMap(response.found.map { ($0.tableName, $0.items) })
    output.unprocessedKeys = WireMap(
      response.unprocessed.map { ($0.tableName, Wire.KeysAndAttributes($0)) })
    output.consumedCapacity = [Wire.ConsumedCapacity](response.consumedCapacity)
    return output
  }
}

extension Wire.KeysAndAttributes {
  fileprivate init(_ keys: KeysToGet) {
    self.keys = keys.keys
    consistentRead = keys.consistentRead ? true : nil
    projectionExpression = keys.projectionExpression
    attributesToGet = keys.attributesToGet?.map(\.description)
    expressionAttributeNames = keys.substitutions.names.map { names in
      WireMap(names.sorted { $0.key < $1.key }.map { ($0.key.description, $0.value.description) })
    }
  }
}
