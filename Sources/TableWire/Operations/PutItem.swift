// PutItem: an item in place of whatever has its key.

import TableEngine

enum PutItem: Operation {
  static func answer(
    _ input: Wire.PutItemInput, _ call: Call, by engine: Engine
  ) throws(EngineError) -> Wire.PutItemOutput {
    var request = PutItemRequest(
      tableName: input.tableName, item: input.item)
    request.condition = WriteCondition(
      input.conditionExpression, expected: input.expected, connective: input.conditionalOperator,
      onFailure: input.returnValuesOnConditionCheckFailure)
    request.substitutions = Substitutions(
      input.expressionAttributeNames, input.expressionAttributeValues)
    request.returns = WriteReturns(
      values: input.returnValues, capacity: input.returnConsumedCapacity,
      metrics: input.returnItemCollectionMetrics)
    let response = try engine.putItem(request, at: call.now)
    var output = Wire.PutItemOutput()
    output.attributes = response.attributes
    output.consumedCapacity = response.consumedCapacity.map { Wire.ConsumedCapacity($0) }
    output.itemCollectionMetrics = response.itemCollectionMetrics.map {
      Wire.ItemCollectionMetrics($0)
    }
    return output
  }
}
