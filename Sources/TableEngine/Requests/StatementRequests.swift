// Requests in PartiQL, and their responses.

package import TableItems

package struct Statement: Sendable, Hashable, Codable {
  package var text: String
  package var parameters: [AttributeValue]?
  package var consistentRead = false
  package var onFailure = ReturnOnFailure.none

  package init(_ text: String, parameters: [AttributeValue]? = nil) {
    self.text = text
    self.parameters = parameters
  }
}

package struct ExecuteStatementRequest: Sendable, Hashable {
  package var statement: Statement
  package var limit: Int?
  package var nextToken: String?
  package var returnConsumedCapacity = ReturnConsumedCapacity.none

  package init(_ statement: Statement) { self.statement = statement }
}

package struct ExecuteStatementResponse: Sendable, Hashable {
  package var items: [Item] = []
  package var nextToken: String?
  package var lastEvaluatedKey: Item?
  package var consumedCapacity: ConsumedCapacity?
}

package struct BatchExecuteStatementRequest: Sendable, Hashable {
  package var statements: [Statement]
  package var returnConsumedCapacity = ReturnConsumedCapacity.none

  package init(_ statements: [Statement]) { self.statements = statements }
}

package struct BatchStatementResponse: Sendable, Hashable {
  package var tableName: String?
  package var item: Item?
  /// Why this statement had no effect; the others may have.
  package var error: EngineError?
}

package struct BatchExecuteStatementResponse: Sendable, Hashable {
  package var responses: [BatchStatementResponse] = []
  package var consumedCapacity: [ConsumedCapacity] = []
}

package struct ExecuteTransactionRequest: Sendable, Hashable, Codable {
  package var statements: [Statement]
  package var clientRequestToken: String?
  package var returnConsumedCapacity = ReturnConsumedCapacity.none

  package init(_ statements: [Statement]) { self.statements = statements }
}

package struct ExecuteTransactionResponse: Sendable, Hashable {
  package var items: [Item?] = []
  package var consumedCapacity: [ConsumedCapacity] = []
}
