// DeleteItem: no item of this key any more.

import TableEngine

enum DeleteItem: Operation {
  static func answer(
    _ input: Wire.DeleteItemInput, _ call: Call, by engine: Engine
  ) throws(EngineError) -> Wire.DeleteItemOutput {
    var request = DeleteItemRequest(
      tableName: input.tableName, key: input.key)
    request.condition = WriteCondition(
      input.conditionExpression, expected: input.expected, connective: input.conditionalOperator,
      onFailure: input.returnValuesOnConditionCheckFailure)
    request.substitutions = Substitutions(
      input.expressionAttributeNames, input.expressionAttributeValues)
    request.returns = WriteReturns(
      values: input.returnValues, capacity: input.returnConsumedCapacity,
      metrics: input.returnItemCollectionMetrics)
    let response = try engine.deleteItem(request, at: call.now)
    var output = Wire.DeleteItemOutput()
    output.attributes = response.attributes
    output.consumedCapacity = response.consumedCapacity.map { Wire.ConsumedCapacity($0) }
    output.itemCollectionMetrics = response.itemCollectionMetrics.map {
      Wire.ItemCollectionMetrics($0)
    }
    return output
  }
}
