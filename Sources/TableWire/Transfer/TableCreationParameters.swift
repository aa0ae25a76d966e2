// The definition of a table that an import makes, from the wire's type to the model's and back.

import TableEngine
import TableModel

extension TableDefinition {
  init(_ input: Wire.TableCreationParameters) {
    self.init(
      tableName: input.tableName,
      attributeDefinitions: input.attributeDefinitions.map { AttributeDefinition($0) },
      keySchema: input.keySchema.map { KeyElement($0) },
      globalSecondaryIndexes: input.globalSecondaryIndexes?.map { SecondaryIndex($0) },
      billingMode: BillingMode(input.billingMode),
      provisionedThroughput: input.provisionedThroughput.map { Throughput($0) },
      onDemandThroughput: input.onDemandThroughput.map { OnDemandThroughput($0) },
      encryption: input.sSESpecification.map { EncryptionSpecification($0) })
  }
}

extension Wire.TableCreationParameters {
  init(_ definition: TableDefinition) {
    tableName = definition.tableName
    attributeDefinitions = definition.attributeDefinitions.map { Wire.AttributeDefinition($0) }
    keySchema = definition.keySchema.map { Wire.KeySchemaElement($0) }
    billingMode = definition.billingMode?.rawValue
    provisionedThroughput = definition.provisionedThroughput.map {
      Wire.ProvisionedThroughput($0)
    }
    onDemandThroughput = definition.onDemandThroughput.map { Wire.OnDemandThroughput($0) }
    sSESpecification = definition.encryption.map { Wire.SSESpecification($0) }
    globalSecondaryIndexes = definition.globalSecondaryIndexes?.map {
      Wire.GlobalSecondaryIndex($0)
    }
  }
}

extension Wire.ProvisionedThroughput {
  fileprivate init(_ throughput: Throughput) {
    readCapacityUnits = Int(throughput.readCapacityUnits)
    writeCapacityUnits = Int(throughput.writeCapacityUnits)
  }
}

extension Wire.SSESpecification {
  fileprivate init(_ specification: EncryptionSpecification) {
    enabled = specification.enabled
    sSEType = specification.sseType?.rawValue
    kMSMasterKeyId = specification.keyID
  }
}

extension Wire.GlobalSecondaryIndex {
  fileprivate init(_ index: SecondaryIndex) {
    indexName = index.indexName
    keySchema = index.keySchema.map { Wire.KeySchemaElement($0) }
    if let given = index.projection { projection = Wire.Projection(given) }
    provisionedThroughput = index.provisionedThroughput.map { Wire.ProvisionedThroughput($0) }
    onDemandThroughput = index.onDemandThroughput.map { Wire.OnDemandThroughput($0) }
    if let units = index.warmThroughput {
      warmThroughput = Wire.WarmThroughput()
      warmThroughput?.readUnitsPerSecond = units.readUnitsPerSecond.map { Int($0) }
      warmThroughput?.writeUnitsPerSecond = units.writeUnitsPerSecond.map { Int($0) }
    }
  }
}

extension Wire.InputFormatOptions {
  /// Nil where nothing was said of the format.
  init?(_ source: ImportSource) {
    guard source.delimiter != nil || source.header != nil else { return nil }
    csv = Wire.CsvOptions()
    csv?.delimiter = source.delimiter.map { String(Unicode.Scalar($0)) }
    csv?.headerList = source.header
  }
}
