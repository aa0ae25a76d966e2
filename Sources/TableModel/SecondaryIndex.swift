// An index: another key over the same items, and what of an item it holds.

package enum ProjectionType: String, Sendable, Hashable, Codable, CaseIterable {
  case all = "ALL"
  case keysOnly = "KEYS_ONLY"
  case include = "INCLUDE"
}

package struct Projection: Sendable, Hashable, Codable {
  package var projectionType: ProjectionType?
  package var nonKeyAttributes: [String]?

  package init(_ projectionType: ProjectionType?, nonKeyAttributes: [String]? = nil) {
    self.projectionType = projectionType
    self.nonKeyAttributes = nonKeyAttributes
  }

  package static let all = Projection(.all)
  package static let keysOnly = Projection(.keysOnly)
}

package struct SecondaryIndex: Sendable, Hashable, Codable {
  package var indexName: String
  package var keySchema: [KeyElement]
  package var projection: Projection?
  /// Global indexes only.
  package var provisionedThroughput: Throughput?
  package var onDemandThroughput: OnDemandThroughput?
  package var warmThroughput: WarmThroughput?

  package init(
    _ indexName: String, _ keySchema: [KeyElement], _ projection: Projection? = .all,
    provisionedThroughput: Throughput? = nil, onDemandThroughput: OnDemandThroughput? = nil,
    warmThroughput: WarmThroughput? = nil
  ) {
    self.indexName = indexName
    self.keySchema = keySchema
    self.projection = projection
    self.provisionedThroughput = provisionedThroughput
    self.onDemandThroughput = onDemandThroughput
    self.warmThroughput = warmThroughput
  }
}
