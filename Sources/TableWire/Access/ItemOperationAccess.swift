// What each operation on items asks of IAM.

import IAMPolicy
import TableEngine
import TableExpressions

extension GetItem {
  static func access(_ input: Wire.GetItemInput, in engine: Engine) -> TableCall {
    var use = ItemUse(
      "GetItem", of: input.tableName, in: engine, input.expressionAttributeNames)
    use.add(item: input.key)
    use.add(projection: input.projectionExpression, input.attributesToGet)
    use.answers(capacity: input.returnConsumedCapacity)
    return .access(use.finished)
  }
}

extension PutItem {
  static func access(_ input: Wire.PutItemInput, in engine: Engine) -> TableCall {
    var use = ItemUse(
      "PutItem", of: input.tableName, in: engine, input.expressionAttributeNames,
      input.expressionAttributeValues)
    use.add(item: input.item)
    use.add(.condition, input.conditionExpression)
    use.add(names: input.expected?.entries.map(\.key) ?? [])
    use.answers(returnValues: input.returnValues, capacity: input.returnConsumedCapacity)
    return .access(use.finished)
  }
}

extension DeleteItem {
  static func access(_ input: Wire.DeleteItemInput, in engine: Engine) -> TableCall {
    var use = ItemUse(
      "DeleteItem", of: input.tableName, in: engine, input.expressionAttributeNames,
      input.expressionAttributeValues)
    use.add(item: input.key)
    use.add(.condition, input.conditionExpression)
    use.add(names: input.expected?.entries.map(\.key) ?? [])
    use.answers(returnValues: input.returnValues, capacity: input.returnConsumedCapacity)
    return .access(use.finished)
  }
}

extension UpdateItem {
  static func access(_ input: Wire.UpdateItemInput, in engine: Engine) -> TableCall {
    var use = ItemUse(
      "UpdateItem", of: input.tableName, in: engine, input.expressionAttributeNames,
      input.expressionAttributeValues)
    use.add(item: input.key)
    use.add(update: input.updateExpression)
    use.add(names: input.attributeUpdates?.entries.map(\.key) ?? [])
    use.add(.condition, input.conditionExpression)
    use.add(names: input.expected?.entries.map(\.key) ?? [])
    use.answers(returnValues: input.returnValues, capacity: input.returnConsumedCapacity)
    return .access(use.finished)
  }
}

extension Query {
  static func access(_ input: Wire.QueryInput, in engine: Engine) -> TableCall {
    var use = ItemUse(
      "Query", of: input.tableName, index: input.indexName, in: engine,
      input.expressionAttributeNames, input.expressionAttributeValues)
    use.add(keyConditions: input.keyConditionExpression, input.keyConditions)
    use.add(.filter, input.filterExpression)
    use.add(names: input.queryFilter?.entries.map(\.key) ?? [])
    use.add(projection: input.projectionExpression, input.attributesToGet)
    use.answers(select: input.select, capacity: input.returnConsumedCapacity)
    return .access(use.finished)
  }
}

extension Scan {
  static func access(_ input: Wire.ScanInput, in engine: Engine) -> TableCall {
    var use = ItemUse(
      "Scan", of: input.tableName, index: input.indexName, in: engine,
      input.expressionAttributeNames, input.expressionAttributeValues)
    use.add(.filter, input.filterExpression)
    use.add(names: input.scanFilter?.entries.map(\.key) ?? [])
    use.add(projection: input.projectionExpression, input.attributesToGet)
    use.answers(select: input.select, capacity: input.returnConsumedCapacity)
    return .access(use.finished)
  }
}

// MARK: - Batches

extension BatchGetItem {
  static func access(_ input: Wire.BatchGetItemInput, in engine: Engine) -> TableCall {
    .batch(
      input.requestItems.entries.map { entry in
        var use = ItemUse(
          "BatchGetItem", of: entry.key, in: engine, entry.value.expressionAttributeNames)
        for key in entry.value.keys { use.add(item: key) }
        use.add(projection: entry.value.projectionExpression, entry.value.attributesToGet)
        use.answers(capacity: input.returnConsumedCapacity)
        return use.finished
      })
  }
}

extension BatchWriteItem {
  static func access(_ input: Wire.BatchWriteItemInput, in engine: Engine) -> TableCall {
    .batch(
      input.requestItems.entries.map { entry in
        var use = ItemUse("BatchWriteItem", of: entry.key, in: engine)
        for write in entry.value {
          if let put = write.putRequest { use.add(item: put.item) }
          if let delete = write.deleteRequest { use.add(item: delete.key) }
        }
        use.answers(capacity: input.returnConsumedCapacity)
        return use.finished
      })
  }
}

extension BatchExecuteStatement {
  static func access(_ input: Wire.BatchExecuteStatementInput, in engine: Engine) -> TableCall {
    .statements(
      input.statements.compactMap {
        ItemUse.statement($0.statement, $0.parameters, in: engine)
      })
  }
}

extension ExecuteStatement {
  static func access(_ input: Wire.ExecuteStatementInput, in engine: Engine) -> TableCall {
    .statements(
      [ItemUse.statement(input.statement, input.parameters, in: engine)].compactMap { $0 })
  }
}

// MARK: - Transactions

extension TransactGetItems {
  static func access(_ input: Wire.TransactGetItemsInput, in engine: Engine) -> TableCall {
    .transaction(
      .getItems,
      input.transactItems.map { item in
        var use = ItemUse(
          "GetItem", of: item.get.tableName, in: engine, item.get.expressionAttributeNames)
        use.add(item: item.get.key)
        use.add(projection: item.get.projectionExpression)
        use.answers(capacity: input.returnConsumedCapacity)
        return use.finished
      })
  }
}

extension TransactWriteItems {
  static func access(_ input: Wire.TransactWriteItemsInput, in engine: Engine) -> TableCall {
    .transaction(
      .writeItems,
      input.transactItems.flatMap { item in
        [
          item.conditionCheck.map { check in
            var use = ItemUse(
              "ConditionCheckItem", of: check.tableName, in: engine,
              check.expressionAttributeNames, check.expressionAttributeValues)
            use.add(item: check.key)
            use.add(.condition, check.conditionExpression)
            return use
          },
          item.put.map { put in
            var use = ItemUse(
              "PutItem", of: put.tableName, in: engine, put.expressionAttributeNames,
              put.expressionAttributeValues)
            use.add(item: put.item)
            use.add(.condition, put.conditionExpression)
            return use
          },
          item.delete.map { delete in
            var use = ItemUse(
              "DeleteItem", of: delete.tableName, in: engine, delete.expressionAttributeNames,
              delete.expressionAttributeValues)
            use.add(item: delete.key)
            use.add(.condition, delete.conditionExpression)
            return use
          },
          item.update.map { update in
            var use = ItemUse(
              "UpdateItem", of: update.tableName, in: engine, update.expressionAttributeNames,
              update.expressionAttributeValues)
            use.add(item: update.key)
            use.add(update: update.updateExpression)
            use.add(.condition, update.conditionExpression)
            return use
          },
        ].compactMap { (use: ItemUse?) -> ItemAccess? in
          guard var use else { return nil }
          use.answers(capacity: input.returnConsumedCapacity)
          return use.finished
        }
      })
  }
}

extension ExecuteTransaction {
  static func access(_ input: Wire.ExecuteTransactionInput, in engine: Engine) -> TableCall {
    .transaction(
      .statements,
      input.transactStatements.compactMap {
        ItemUse.statement($0.statement, $0.parameters, in: engine)
      })
  }
}
