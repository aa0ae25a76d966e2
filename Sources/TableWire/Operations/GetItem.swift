// GetItem: an item by its key.

import TableEngine

enum GetItem: Operation {
  static func answer(
    _ input: Wire.GetItemInput, _ call: Call, by engine: Engine
  ) throws(EngineError) -> Wire.GetItemOutput {
    var request = GetItemRequest(tableName: input.tableName, key: input.key)
    request.consistentRead = input.consistentRead ?? false
    request.projectionExpression = input.projectionExpression
    request.attributesToGet = input.attributesToGet?.byteStrings
    request.substitutions = Substitutions(input.expressionAttributeNames)
    request.returnConsumedCapacity = ReturnConsumedCapacity(input.returnConsumedCapacity) ?? .none
    let response = try engine.getItem(request, at: call.now)
    var output = Wire.GetItemOutput()
    output.item = response.item
    output.consumedCapacity = response.consumedCapacity.map { Wire.ConsumedCapacity($0) }
    return output
  }
}
