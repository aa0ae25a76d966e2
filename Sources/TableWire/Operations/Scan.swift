// Scan: every item of a table, an index or a segment.

import TableEngine
import TableExpressions

enum Scan: Operation {
  static func answer(
    _ input: Wire.ScanInput, _ call: Call, by engine: Engine
  ) throws(EngineError) -> Wire.ScanOutput {
    var request = ScanRequest(tableName: input.tableName)
    request.segment = input.segment
    request.totalSegments = input.totalSegments
    request.page.indexName = input.indexName
    request.page.consistentRead = input.consistentRead ?? false
    request.page.limit = input.limit
    request.page.exclusiveStartKey = input.exclusiveStartKey
    request.page.select = Select(input.select)
    request.page.projectionExpression = input.projectionExpression
    request.page.attributesToGet = input.attributesToGet?.byteStrings
    request.page.filterExpression = input.filterExpression
    request.page.filter = input.scanFilter?.dictionary { LegacyCondition($0) }
    request.page.connective = LegacyConnective(input.conditionalOperator)
    request.page.substitutions = Substitutions(
      input.expressionAttributeNames, input.expressionAttributeValues)
    request.page.returnConsumedCapacity =
      ReturnConsumedCapacity(input.returnConsumedCapacity) ?? .none
    let response = try engine.scan(request, at: call.now)
    var output = Wire.ScanOutput()
    output.items = response.items
    output.count = response.count
    output.scannedCount = response.scannedCount
    output.lastEvaluatedKey = response.lastEvaluatedKey
    output.consumedCapacity = response.consumedCapacity.map { Wire.ConsumedCapacity($0) }
    return output
  }
}
