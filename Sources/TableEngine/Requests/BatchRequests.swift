// Requests for many items: batches and transactions.

package import TableItems

/// The keys of one table in a `BatchGetItem`.
package struct KeysToGet: Sendable, Hashable {
  package var tableName: String
  package var keys: [Item]
  package var consistentRead = false
  package var projectionExpression: String?
  package var attributesToGet: [ByteString]?
  package var substitutions = Substitutions()

  package init(tableName: String, keys: [Item]) {
    self.tableName = tableName
    self.keys = keys
  }
}

package struct BatchGetItemRequest: Sendable, Hashable {
  package var tables: [KeysToGet]
  package var returnConsumedCapacity = ReturnConsumedCapacity.none

  package init(tables: [KeysToGet]) { self.tables = tables }
}

package struct BatchGetItemResponse: Sendable, Hashable {
  package struct Found: Sendable, Hashable {
    package let tableName: String
    package var items: [Item]
  }

  package var found: [Found] = []
  /// What did not fit the response, to be asked for again.
  package var unprocessed: [KeysToGet] = []
  package var consumedCapacity: [ConsumedCapacity] = []
}

package enum BatchWrite: Sendable, Hashable {
  case put(Item)
  case delete(key: Item)
}

package struct BatchWriteItemRequest: Sendable, Hashable {
  package struct Writes: Sendable, Hashable {
    package var tableName: String
    package var writes: [BatchWrite]

    package init(tableName: String, writes: [BatchWrite]) {
      self.tableName = tableName
      self.writes = writes
    }
  }

  package var tables: [Writes]
  package var returnConsumedCapacity = ReturnConsumedCapacity.none
  package var returnItemCollectionMetrics = ReturnItemCollectionMetrics.none

  package init(tables: [Writes]) { self.tables = tables }
}

package struct BatchWriteItemResponse: Sendable, Hashable {
  package var unprocessed: [BatchWriteItemRequest.Writes] = []
  package var consumedCapacity: [ConsumedCapacity] = []
  package var itemCollectionMetrics: [TableMetrics] = []
}

package struct TableMetrics: Sendable, Hashable {
  package let tableName: String
  package var metrics: [ItemCollectionMetrics]
}

package struct TransactGetItemsRequest: Sendable, Hashable {
  package var gets: [GetItemRequest]
  package var returnConsumedCapacity = ReturnConsumedCapacity.none

  package init(gets: [GetItemRequest]) { self.gets = gets }
}

package struct TransactGetItemsResponse: Sendable, Hashable {
  /// One for each get, in order; nil where there is no such item.
  package var items: [Item?]
  package var consumedCapacity: [ConsumedCapacity] = []
}

package enum TransactWrite: Sendable, Hashable, Codable {
  case put(PutItemRequest)
  case update(UpdateItemRequest)
  case delete(DeleteItemRequest)
  case check(ConditionCheck)
}

package struct ConditionCheck: Sendable, Hashable, Codable {
  package var tableName: String
  package var key: Item
  package var condition: WriteCondition
  package var substitutions = Substitutions()

  package init(tableName: String, key: Item, condition: WriteCondition) {
    self.tableName = tableName
    self.key = key
    self.condition = condition
  }
}

package struct TransactWriteItemsRequest: Sendable, Hashable, Codable {
  package var writes: [TransactWrite]
  package var clientRequestToken: String?
  package var returnConsumedCapacity = ReturnConsumedCapacity.none
  package var returnItemCollectionMetrics = ReturnItemCollectionMetrics.none

  package init(writes: [TransactWrite]) { self.writes = writes }
}

package struct TransactWriteItemsResponse: Sendable, Hashable {
  package var consumedCapacity: [ConsumedCapacity] = []
  package var itemCollectionMetrics: [TableMetrics] = []
}
