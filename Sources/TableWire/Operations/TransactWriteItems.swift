// TransactWriteItems: up to a hundred writes and checks, all of them or none.

import TableEngine

enum TransactWriteItems: Operation {
  static func answer(
    _ input: Wire.TransactWriteItemsInput, _ call: Call, by engine: Engine
  ) throws(EngineError) -> Wire.TransactWriteItemsOutput {
    var writes: [TransactWrite] = []
    for item in input.transactItems { writes.append(try TransactWrite(item)) }
    var request = TransactWriteItemsRequest(writes: writes)
    request.clientRequestToken = input.clientRequestToken
    request.returnConsumedCapacity = ReturnConsumedCapacity(input.returnConsumedCapacity) ?? .none
    request.returnItemCollectionMetrics =
      ReturnItemCollectionMetrics(input.returnItemCollectionMetrics) ?? .none
    let response = try engine.transactWriteItems(request, at: call.now)
    var output = Wire.TransactWriteItemsOutput()
    output.consumedCapacity = [Wire.ConsumedCapacity](response.consumedCapacity)
    output.itemCollectionMetrics = WireMap(response.itemCollectionMetrics)
    return output
  }
}

extension TransactWrite {
  /// EVIDENCE: ValidationException as captured from the service.
  fileprivate init(_ item: Wire.TransactWriteItem) throws(EngineError) {
    switch (item.conditionCheck, item.put, item.delete, item.update) {
    case (let check?, nil, nil, nil): self = .check(ConditionCheck(check))
    case (nil, let put?, nil, nil): self = .put(PutItemRequest(put))
    case (nil, nil, let delete?, nil): self = .delete(DeleteItemRequest(delete))
    case (nil, nil, nil, let update?): self = .update(UpdateItemRequest(update))
    case (nil, nil, nil, nil):
      throw .validation(
        "Invalid Request: TransactWriteRequest should contain Delete or Put or Update request")
    default:
      throw .validation(
        "TransactItems can only contain one of Check, Put, Update or Delete")
    }
  }
}

extension ConditionCheck {
  fileprivate init(_ check: Wire.ConditionCheck) {
    self.init(
      tableName: check.tableName, key: check.key,
      condition: WriteCondition(
        check.conditionExpression, onFailure: check.returnValuesOnConditionCheckFailure))
    substitutions = Substitutions(
      check.expressionAttributeNames, check.expressionAttributeValues)
  }
}

extension PutItemRequest {
  fileprivate init(_ put: Wire.Put) {
    self.init(tableName: put.tableName, item: put.item)
    condition = WriteCondition(
      put.conditionExpression, onFailure: put.returnValuesOnConditionCheckFailure)
    substitutions = Substitutions(put.expressionAttributeNames, put.expressionAttributeValues)
  }
}

extension DeleteItemRequest {
  fileprivate init(_ delete: Wire.Delete) {
    self.init(tableName: delete.tableName, key: delete.key)
    condition = WriteCondition(
      delete.conditionExpression, onFailure: delete.returnValuesOnConditionCheckFailure)
    substitutions = Substitutions(
      delete.expressionAttributeNames, delete.expressionAttributeValues)
  }
}

extension UpdateItemRequest {
  fileprivate init(_ update: Wire.Update) {
    self.init(tableName: update.tableName, key: update.key)
    updateExpression = update.updateExpression
    condition = WriteCondition(
      update.conditionExpression, onFailure: update.returnValuesOnConditionCheckFailure)
    substitutions = Substitutions(
      update.expressionAttributeNames, update.expressionAttributeValues)
  }
}
