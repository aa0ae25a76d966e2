// Requests for one item, and their responses.

package import TableExpressions
package import TableItems

/// A condition on the item as it is: an expression, or what came before expressions.
package struct WriteCondition: Sendable, Hashable, Codable {
  package var expression: String?
  package var expected: [ByteString: ExpectedAttribute]?
  package var connective: LegacyConnective?
  package var onFailure: ReturnOnFailure

  package init(
    expression: String? = nil, expected: [ByteString: ExpectedAttribute]? = nil,
    connective: LegacyConnective? = nil, onFailure: ReturnOnFailure = .none
  ) {
    self.expression = expression
    self.expected = expected
    self.connective = connective
    self.onFailure = onFailure
  }
}

/// What a write is to tell besides that it happened.
package struct WriteReturns: Sendable, Hashable, Codable {
  package var values: ReturnValues
  package var capacity: ReturnConsumedCapacity
  package var metrics: ReturnItemCollectionMetrics

  package init(
    values: ReturnValues = .none, capacity: ReturnConsumedCapacity = .none,
    metrics: ReturnItemCollectionMetrics = .none
  ) {
    self.values = values
    self.capacity = capacity
    self.metrics = metrics
  }
}

package struct GetItemRequest: Sendable, Hashable {
  package var tableName: String
  package var key: Item
  package var consistentRead = false
  package var projectionExpression: String?
  package var attributesToGet: [ByteString]?
  package var substitutions = Substitutions()
  package var returnConsumedCapacity = ReturnConsumedCapacity.none

  package init(tableName: String, key: Item) {
    self.tableName = tableName
    self.key = key
  }
}

package struct GetItemResponse: Sendable, Hashable {
  package var item: Item?
  package var consumedCapacity: ConsumedCapacity?
}

package struct PutItemRequest: Sendable, Hashable, Codable {
  package var tableName: String
  package var item: Item
  package var condition = WriteCondition()
  package var substitutions = Substitutions()
  package var returns = WriteReturns()

  package init(tableName: String, item: Item) {
    self.tableName = tableName
    self.item = item
  }
}

package struct DeleteItemRequest: Sendable, Hashable, Codable {
  package var tableName: String
  package var key: Item
  package var condition = WriteCondition()
  package var substitutions = Substitutions()
  package var returns = WriteReturns()

  package init(tableName: String, key: Item) {
    self.tableName = tableName
    self.key = key
  }
}

package struct UpdateItemRequest: Sendable, Hashable, Codable {
  package var tableName: String
  package var key: Item
  package var updateExpression: String?
  package var attributeUpdates: [ByteString: LegacyUpdate]?
  package var condition = WriteCondition()
  package var substitutions = Substitutions()
  package var returns = WriteReturns()

  package init(tableName: String, key: Item) {
    self.tableName = tableName
    self.key = key
  }
}

/// The response to a put, an update or a deletion.
package struct WriteResponse: Sendable, Hashable {
  /// What `ReturnValues` asked for.
  package var attributes: Item?
  package var consumedCapacity: ConsumedCapacity?
  package var itemCollectionMetrics: ItemCollectionMetrics?
}
