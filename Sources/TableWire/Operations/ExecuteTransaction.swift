// ExecuteTransaction: statements of PartiQL, all of them or none.

import TableEngine

enum ExecuteTransaction: Operation {
  static func onlyReads(_ input: Wire.ExecuteTransactionInput) -> Bool {
    input.transactStatements.allSatisfy { StatementText.onlyReads($0.statement) }
  }

  static func answer(
    _ input: Wire.ExecuteTransactionInput, _ call: Call, by engine: Engine
  ) throws(EngineError) -> Wire.ExecuteTransactionOutput {
    var request = ExecuteTransactionRequest(
      input.transactStatements.map { written in
        var statement = Statement(written.statement, parameters: written.parameters)
        statement.onFailure = ReturnOnFailure(written.returnValuesOnConditionCheckFailure) ?? .none
        return statement
      })
    request.clientRequestToken = input.clientRequestToken
    request.returnConsumedCapacity = ReturnConsumedCapacity(input.returnConsumedCapacity) ?? .none
    let response = try engine.executeTransaction(request, at: call.now)
    var output = Wire.ExecuteTransactionOutput()
    output.responses = response.items.map { item in
      var shown = Wire.ItemResponse()
      shown.item = item
      return shown
    }
    output.consumedCapacity = [Wire.ConsumedCapacity](response.consumedCapacity)
    return output
  }
}
