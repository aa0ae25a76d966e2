// What a table is to be: everything that its creation can say, not yet held against the rules.

package struct TableDefinition: Sendable, Hashable, Codable {
  package var tableName: String
  package var attributeDefinitions: [AttributeDefinition]
  package var keySchema: [KeyElement]
  /// Nil where none were named; an empty list is a mistake of its own.
  package var localSecondaryIndexes: [SecondaryIndex]?
  package var globalSecondaryIndexes: [SecondaryIndex]?
  package var billingMode: BillingMode?
  package var provisionedThroughput: Throughput?
  package var onDemandThroughput: OnDemandThroughput?
  package var warmThroughput: WarmThroughput?
  package var streamSpecification: StreamSpecification?
  package var encryption: EncryptionSpecification?
  package var tableClass: TableClass?
  package var deletionProtectionEnabled: Bool?
  package var tags: [TableTag]
  package var resourcePolicy: String?

  package init(
    tableName: String, attributeDefinitions: [AttributeDefinition], keySchema: [KeyElement],
    localSecondaryIndexes: [SecondaryIndex]? = nil,
    globalSecondaryIndexes: [SecondaryIndex]? = nil, billingMode: BillingMode? = nil,
    provisionedThroughput: Throughput? = nil, onDemandThroughput: OnDemandThroughput? = nil,
    warmThroughput: WarmThroughput? = nil, streamSpecification: StreamSpecification? = nil,
    encryption: EncryptionSpecification? = nil, tableClass: TableClass? = nil,
    deletionProtectionEnabled: Bool? = nil, tags: [TableTag] = [], resourcePolicy: String? = nil
  ) {
    self.tableName = tableName
    self.attributeDefinitions = attributeDefinitions
    self.keySchema = keySchema
    self.localSecondaryIndexes = localSecondaryIndexes
    self.globalSecondaryIndexes = globalSecondaryIndexes
    self.billingMode = billingMode
    self.provisionedThroughput = provisionedThroughput
    self.onDemandThroughput = onDemandThroughput
    self.warmThroughput = warmThroughput
    self.streamSpecification = streamSpecification
    self.encryption = encryption
    self.tableClass = tableClass
    self.deletionProtectionEnabled = deletionProtectionEnabled
    self.tags = tags
    self.resourcePolicy = resourcePolicy
  }

  package func type(of attribute: String) -> KeyType? {
    attributeDefinitions.first { $0.attributeName == attribute }?.attributeType
  }

  /// The default is the API's own: provisioned.
  package var billing: BillingMode { billingMode ?? .provisioned }
}
