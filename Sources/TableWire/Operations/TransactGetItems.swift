// TransactGetItems: up to a hundred items, all as they were at one moment.

import TableEngine

enum TransactGetItems: Operation {
  static func answer(
    _ input: Wire.TransactGetItemsInput, _ call: Call, by engine: Engine
  ) throws(EngineError) -> Wire.TransactGetItemsOutput {
    var request = TransactGetItemsRequest(
      gets: input.transactItems.map { item in
        var get = GetItemRequest(
          tableName: item.get.tableName, key: item.get.key)
        get.projectionExpression = item.get.projectionExpression
        get.substitutions = Substitutions(item.get.expressionAttributeNames)
        return get
      })
    request.returnConsumedCapacity = ReturnConsumedCapacity(input.returnConsumedCapacity) ?? .none
    let response = try engine.transactGetItems(request, at: call.now)
    var output = Wire.TransactGetItemsOutput()
    output.responses = response.items.map { item in
      var response = Wire.ItemResponse()
      response.item = item
      return response
    }
    output.consumedCapacity = [Wire.ConsumedCapacity](response.consumedCapacity)
    return output
  }
}
