// Definitions of tables and their parts, from the wire's types to the model's and back.

import TableModel

extension AttributeDefinition {
  init(_ definition: Wire.AttributeDefinition) {
    self.init(definition.attributeName, KeyType(definition.attributeType) ?? .string)
  }
}

extension KeyElement {
  init(_ element: Wire.KeySchemaElement) {
    self.init(element.attributeName, KeyRole(element.keyType) ?? .hash)
  }
}

extension Projection {
  init(_ projection: Wire.Projection) {
    self.init(
      ProjectionType(projection.projectionType), nonKeyAttributes: projection.nonKeyAttributes)
  }
}

extension Throughput {
  init(_ throughput: Wire.ProvisionedThroughput) {
    self.init(
      read: Int64(throughput.readCapacityUnits), write: Int64(throughput.writeCapacityUnits))
  }
}

extension OnDemandThroughput {
  init(_ throughput: Wire.OnDemandThroughput) {
    self.init(
      maxRead: throughput.maxReadRequestUnits.map { Int64($0) },
      maxWrite: throughput.maxWriteRequestUnits.map { Int64($0) })
  }
}

extension WarmThroughput {
  init(_ throughput: Wire.WarmThroughput) {
    self.init(
      read: throughput.readUnitsPerSecond.map { Int64($0) },
      write: throughput.writeUnitsPerSecond.map { Int64($0) })
  }
}

extension SecondaryIndex {
  init(_ index: Wire.LocalSecondaryIndex) {
    self.init(
      index.indexName, index.keySchema.map { KeyElement($0) }, Projection(index.projection))
  }

  init(_ index: Wire.GlobalSecondaryIndex) {
    self.init(
      index.indexName, index.keySchema.map { KeyElement($0) }, Projection(index.projection),
      provisionedThroughput: index.provisionedThroughput.map { Throughput($0) },
      onDemandThroughput: index.onDemandThroughput.map { OnDemandThroughput($0) },
      warmThroughput: index.warmThroughput.map { WarmThroughput($0) })
  }
}

extension StreamSpecification {
  init(_ specification: Wire.StreamSpecification) {
    self.init(
      enabled: specification.streamEnabled, viewType: StreamView(specification.streamViewType))
  }
}

extension EncryptionSpecification {
  init(_ specification: Wire.SSESpecification) {
    self.init(
      enabled: specification.enabled, sseType: EncryptionType(specification.sSEType),
      keyID: specification.kMSMasterKeyId)
  }
}

extension TableDefinition {
  init(_ input: Wire.CreateTableInput) {
    self.init(
      tableName: input.tableName,
      attributeDefinitions: input.attributeDefinitions.map { AttributeDefinition($0) },
      keySchema: input.keySchema.map { KeyElement($0) },
      localSecondaryIndexes: input.localSecondaryIndexes?.map { SecondaryIndex($0) },
      globalSecondaryIndexes: input.globalSecondaryIndexes?.map { SecondaryIndex($0) },
      billingMode: BillingMode(input.billingMode),
      provisionedThroughput: input.provisionedThroughput.map { Throughput($0) },
      onDemandThroughput: input.onDemandThroughput.map { OnDemandThroughput($0) },
      warmThroughput: input.warmThroughput.map { WarmThroughput($0) },
      streamSpecification: input.streamSpecification.map { StreamSpecification($0) },
      encryption: input.sSESpecification.map { EncryptionSpecification($0) },
      tableClass: TableClass(input.tableClass),
      deletionProtectionEnabled: input.deletionProtectionEnabled,
      tags: (input.tags ?? []).map { TableTag($0.key, $0.value) },
      resourcePolicy: input.resourcePolicy)
  }
}

// MARK: - Back

extension Wire.AttributeDefinition {
  init(_ definition: AttributeDefinition) {
    attributeName = definition.attributeName
    attributeType = definition.attributeType.rawValue
  }
}

extension Wire.KeySchemaElement {
  init(_ element: KeyElement) {
    attributeName = element.attributeName
    keyType = element.role.rawValue
  }
}

extension Wire.Projection {
  init(_ projection: Projection) {
    projectionType = projection.projectionType?.rawValue
    nonKeyAttributes = projection.nonKeyAttributes
  }
}

extension Wire.OnDemandThroughput {
  init(_ throughput: OnDemandThroughput) {
    maxReadRequestUnits = throughput.maxReadRequestUnits.map { Int($0) }
    maxWriteRequestUnits = throughput.maxWriteRequestUnits.map { Int($0) }
  }
}

extension Wire.StreamSpecification {
  init(_ specification: StreamSpecification) {
    streamEnabled = specification.streamEnabled
    streamViewType = specification.streamViewType?.rawValue
  }
}

extension Wire.Tag {
  init(_ tag: TableTag) {
    key = tag.key
    value = tag.value
  }
}
