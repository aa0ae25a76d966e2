// Query: items of one partition key, in the order of their sort keys.

import TableEngine
import TableExpressions

enum Query: Operation {
  static func answer(
    _ input: Wire.QueryInput, _ call: Call, by engine: Engine
  ) throws(EngineError) -> Wire.QueryOutput {
    var request = QueryRequest(
      tableName: input.tableName,
      keyConditionExpression: input.keyConditionExpression)
    request.keyConditions = input.keyConditions?.dictionary { LegacyCondition($0) }
    request.scanIndexForward = input.scanIndexForward ?? true
    request.page.indexName = input.indexName
    request.page.consistentRead = input.consistentRead ?? false
    request.page.limit = input.limit
    request.page.exclusiveStartKey = input.exclusiveStartKey
    request.page.select = Select(input.select)
    request.page.projectionExpression = input.projectionExpression
    request.page.attributesToGet = input.attributesToGet?.byteStrings
    request.page.filterExpression = input.filterExpression
    request.page.filter = input.queryFilter?.dictionary { LegacyCondition($0) }
    request.page.connective = LegacyConnective(input.conditionalOperator)
    request.page.substitutions = Substitutions(
      input.expressionAttributeNames, input.expressionAttributeValues)
    request.page.returnConsumedCapacity =
      ReturnConsumedCapacity(input.returnConsumedCapacity) ?? .none
    let response = try engine.query(request, at: call.now)
    var output = Wire.QueryOutput()
    output.items = response.items
    output.count = response.count
    output.scannedCount = response.scannedCount
    output.lastEvaluatedKey = response.lastEvaluatedKey
    output.consumedCapacity = response.consumedCapacity.map { Wire.ConsumedCapacity($0) }
    return output
  }
}
