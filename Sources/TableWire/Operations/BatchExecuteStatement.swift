// BatchExecuteStatement: statements of PartiQL, each for itself.

import TableEngine

enum BatchExecuteStatement: Operation {
  static func onlyReads(_ input: Wire.BatchExecuteStatementInput) -> Bool {
    input.statements.allSatisfy { StatementText.onlyReads($0.statement) }
  }

  static func answer(
    _ input: Wire.BatchExecuteStatementInput, _ call: Call, by engine: Engine
  ) throws(EngineError) -> Wire.BatchExecuteStatementOutput {
    var request = BatchExecuteStatementRequest(
      input.statements.map { written in
        var statement = Statement(written.statement, parameters: written.parameters)
        statement.consistentRead = written.consistentRead ?? false
        statement.onFailure = ReturnOnFailure(written.returnValuesOnConditionCheckFailure) ?? .none
        return statement
      })
    request.returnConsumedCapacity = ReturnConsumedCapacity(input.returnConsumedCapacity) ?? .none
    let response = try engine.batchExecuteStatement(request, at: call.now)
    var output = Wire.BatchExecuteStatementOutput()
    output.responses = response.responses.map { Wire.BatchStatementResponse($0) }
    output.consumedCapacity = [Wire.ConsumedCapacity](response.consumedCapacity)
    return output
  }
}

extension Wire.BatchStatementResponse {
  fileprivate init(_ response: BatchStatementResponse) {
    tableName = response.tableName
    item = response.item
    error = response.error.map { Wire.BatchStatementError($0) }
  }
}

extension Wire.BatchStatementError {
  /// The exception's name without its ending; two have other names here.
  ///
  /// EVIDENCE: API reference, BatchStatementError, `Code`.
  fileprivate init(_ error: EngineError) {
    switch error {
    case .validation: code = "ValidationError"
    case .throttling: code = "ThrottlingError"
    default:
      let name = error.name
      let ending = "Exception"
      code = name.hasSuffix(ending) ? String(name.dropLast(ending.count)) : name
    }
    message = error.message
    if case .conditionalCheckFailed(_, let item) = error { self.item = item }
  }
}
