// Queries and scans, and what they find.

package import TableExpressions
package import TableItems

package enum Select: String, Sendable, Hashable, CaseIterable {
  case allAttributes = "ALL_ATTRIBUTES"
  case allProjectedAttributes = "ALL_PROJECTED_ATTRIBUTES"
  case specificAttributes = "SPECIFIC_ATTRIBUTES"
  case count = "COUNT"
}

/// What queries and scans have in common.
package struct PageRequest: Sendable, Hashable {
  package var tableName: String
  package var indexName: String?
  package var consistentRead = false
  package var limit: Int?
  package var exclusiveStartKey: Item?
  package var select: Select?
  package var projectionExpression: String?
  package var attributesToGet: [ByteString]?
  package var filterExpression: String?
  /// `QueryFilter` or `ScanFilter`.
  package var filter: [ByteString: LegacyCondition]?
  package var connective: LegacyConnective?
  package var substitutions = Substitutions()
  package var returnConsumedCapacity = ReturnConsumedCapacity.none

  package init(tableName: String) { self.tableName = tableName }
}

package struct QueryRequest: Sendable, Hashable {
  package var page: PageRequest
  package var keyConditionExpression: String?
  package var keyConditions: [ByteString: LegacyCondition]?
  package var scanIndexForward = true

  package init(tableName: String, keyConditionExpression: String? = nil) {
    page = PageRequest(tableName: tableName)
    self.keyConditionExpression = keyConditionExpression
  }
}

package struct ScanRequest: Sendable, Hashable {
  package var page: PageRequest
  package var segment: Int?
  package var totalSegments: Int?

  package init(tableName: String) { page = PageRequest(tableName: tableName) }
}

package struct PageResponse: Sendable, Hashable {
  /// Nil where only a count was asked for.
  package var items: [Item]?
  package var count = 0
  package var scannedCount = 0
  package var lastEvaluatedKey: Item?
  package var consumedCapacity: ConsumedCapacity?
}
