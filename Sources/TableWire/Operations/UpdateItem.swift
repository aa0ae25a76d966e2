// UpdateItem: attributes of an item changed, or the item made.

import TableEngine
import TableExpressions

enum UpdateItem: Operation {
  static func answer(
    _ input: Wire.UpdateItemInput, _ call: Call, by engine: Engine
  ) throws(EngineError) -> Wire.UpdateItemOutput {
    var request = UpdateItemRequest(
      tableName: input.tableName, key: input.key)
    request.updateExpression = input.updateExpression
    request.attributeUpdates = input.attributeUpdates?.dictionary { LegacyUpdate($0) }
    request.condition = WriteCondition(
      input.conditionExpression, expected: input.expected, connective: input.conditionalOperator,
      onFailure: input.returnValuesOnConditionCheckFailure)
    request.substitutions = Substitutions(
      input.expressionAttributeNames, input.expressionAttributeValues)
    request.returns = WriteReturns(
      values: input.returnValues, capacity: input.returnConsumedCapacity,
      metrics: input.returnItemCollectionMetrics)
    let response = try engine.updateItem(request, at: call.now)
    var output = Wire.UpdateItemOutput()
    output.attributes = response.attributes
    output.consumedCapacity = response.consumedCapacity.map { Wire.ConsumedCapacity($0) }
    output.itemCollectionMetrics = response.itemCollectionMetrics.map {
      Wire.ItemCollectionMetrics($0)
    }
    return output
  }
}
