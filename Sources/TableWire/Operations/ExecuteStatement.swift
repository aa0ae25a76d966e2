// ExecuteStatement: one statement of PartiQL.

import TableEngine

enum ExecuteStatement: Operation {
  static func onlyReads(_ input: Wire.ExecuteStatementInput) -> Bool {
    StatementText.onlyReads(input.statement)
  }

  static func answer(
    _ input: Wire.ExecuteStatementInput, _ call: Call, by engine: Engine
  ) throws(EngineError) -> Wire.ExecuteStatementOutput {
    var statement = Statement(input.statement, parameters: input.parameters)
    statement.consistentRead = input.consistentRead ?? false
    statement.onFailure = ReturnOnFailure(input.returnValuesOnConditionCheckFailure) ?? .none
    var request = ExecuteStatementRequest(statement)
    request.limit = input.limit
    request.nextToken = input.nextToken
    request.returnConsumedCapacity = ReturnConsumedCapacity(input.returnConsumedCapacity) ?? .none
    let response = try engine.executeStatement(request, at: call.now)
    var output = Wire.ExecuteStatementOutput()
    output.items = response.items
    output.nextToken = response.nextToken
    output.lastEvaluatedKey = response.lastEvaluatedKey
    output.consumedCapacity = response.consumedCapacity.map { Wire.ConsumedCapacity($0) }
    return output
  }
}
