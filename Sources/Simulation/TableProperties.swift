// The properties of `AWS::DynamoDB::Table` as a definition of a table.

import TableModel

enum TableProperties {
  /// EVIDENCE: CloudFormation's registry schema of AWS::DynamoDB::Table.
  private static let names: Set<String> = [
    "AttributeDefinitions", "BillingMode", "ContributorInsightsSpecification",
    "DeletionProtectionEnabled", "GlobalSecondaryIndexes", "ImportSourceSpecification",
    "KeySchema", "KinesisStreamSpecification", "LocalSecondaryIndexes", "OnDemandThroughput",
    "PointInTimeRecoverySpecification", "ProvisionedThroughput", "ResourcePolicy",
    "SSESpecification", "StreamSpecification", "TableClass", "TableName", "Tags",
    "TimeToLiveSpecification", "WarmThroughput",
  ]

  static func read(
    _ reader: ResolvedReader, logicalID: String, name: String
  ) throws(LoadFault) -> LoadedTable {
    try reader.refuseOthers(than: names)
    guard let keySchema = try keySchema(reader) else { throw reader.missing("KeySchema") }
    var definition = TableDefinition(
      tableName: name, attributeDefinitions: try attributeDefinitions(reader),
      keySchema: keySchema)
    definition.localSecondaryIndexes = try indexes(reader, "LocalSecondaryIndexes")
    definition.globalSecondaryIndexes = try indexes(reader, "GlobalSecondaryIndexes")
    definition.billingMode = try reader.word("BillingMode", as: BillingMode.self)
    definition.provisionedThroughput = try throughput(reader)
    definition.onDemandThroughput = try onDemand(reader)
    definition.warmThroughput = try warm(reader)
    // CloudFormation's block has no switch: there is a stream because there is a block.
    if let stream = try reader.reader("StreamSpecification") {
      definition.streamSpecification = StreamSpecification(
        enabled: true, viewType: try stream.word("StreamViewType", as: StreamView.self))
    }
    if let encryption = try reader.reader("SSESpecification") {
      definition.encryption = EncryptionSpecification(
        enabled: try encryption.boolean("SSEEnabled"),
        sseType: try encryption.word("SSEType", as: EncryptionType.self),
        keyID: try encryption.text("KMSMasterKeyId"))
    }
    definition.tableClass = try reader.word("TableClass", as: TableClass.self)
    definition.deletionProtectionEnabled = try reader.boolean("DeletionProtectionEnabled")
    definition.tags = try tags(reader)
    return LoadedTable(
      logicalID: logicalID, definition: definition, timeToLive: try timeToLive(reader),
      recovery: try recovery(reader))
  }

  // MARK: - Parts that global tables have too

  static func attributeDefinitions(
    _ reader: ResolvedReader
  ) throws(LoadFault) -> [AttributeDefinition] {
    var definitions: [AttributeDefinition] = []
    for element in try reader.readers("AttributeDefinitions") ?? [] {
      guard let type = try element.word("AttributeType", as: KeyType.self) else {
        throw element.missing("AttributeType")
      }
      definitions.append(AttributeDefinition(try element.requiredText("AttributeName"), type))
    }
    return definitions
  }

  static func keySchema(_ reader: ResolvedReader) throws(LoadFault) -> [KeyElement]? {
    guard let elements = try reader.readers("KeySchema") else { return nil }
    var schema: [KeyElement] = []
    for element in elements {
      guard let role = try element.word("KeyType", as: KeyRole.self) else {
        throw element.missing("KeyType")
      }
      schema.append(KeyElement(try element.requiredText("AttributeName"), role))
    }
    return schema
  }

  static func indexes(
    _ reader: ResolvedReader, _ name: String
  ) throws(LoadFault) -> [SecondaryIndex]? {
    guard let elements = try reader.readers(name) else { return nil }
    var indexes: [SecondaryIndex] = []
    for element in elements {
      guard let schema = try keySchema(element) else { throw element.missing("KeySchema") }
      var index = SecondaryIndex(try element.requiredText("IndexName"), schema, nil)
      if let projection = try element.reader("Projection") {
        index.projection = Projection(
          try projection.word("ProjectionType", as: ProjectionType.self),
          nonKeyAttributes: try projection.texts("NonKeyAttributes"))
      }
      index.provisionedThroughput = try throughput(element)
      index.onDemandThroughput = try onDemand(element)
      index.warmThroughput = try warm(element)
      indexes.append(index)
    }
    return indexes
  }

  private static func throughput(_ reader: ResolvedReader) throws(LoadFault) -> Throughput? {
    guard let figures = try reader.reader("ProvisionedThroughput") else { return nil }
    return Throughput(
      read: try figures.integer("ReadCapacityUnits") ?? 0,
      write: try figures.integer("WriteCapacityUnits") ?? 0)
  }

  private static func onDemand(
    _ reader: ResolvedReader
  ) throws(LoadFault) -> OnDemandThroughput? {
    guard let figures = try reader.reader("OnDemandThroughput") else { return nil }
    return OnDemandThroughput(
      maxRead: try figures.integer("MaxReadRequestUnits"),
      maxWrite: try figures.integer("MaxWriteRequestUnits"))
  }

  private static func warm(_ reader: ResolvedReader) throws(LoadFault) -> WarmThroughput? {
    guard let figures = try reader.reader("WarmThroughput") else { return nil }
    return WarmThroughput(
      read: try figures.integer("ReadUnitsPerSecond"),
      write: try figures.integer("WriteUnitsPerSecond"))
  }

  static func tags(_ reader: ResolvedReader) throws(LoadFault) -> [TableTag] {
    var tags: [TableTag] = []
    for element in try reader.readers("Tags") ?? [] {
      // Nothing that is asked of a table here depends on who owns it: the parameter's name will do.
      guard let value = try element.openText("Value") else { throw element.missing("Value") }
      tags.append(
        TableTag(try element.requiredText("Key"), UnknownValue.filled(value) { $0 }))
    }
    return tags
  }

  static func timeToLive(_ reader: ResolvedReader) throws(LoadFault) -> TimeToLive? {
    guard let expiry = try reader.reader("TimeToLiveSpecification"),
      let isEnabled = try expiry.boolean("Enabled"), isEnabled
    else { return nil }
    return TimeToLive(attributeName: try expiry.requiredText("AttributeName"), enabled: true)
  }

  static func recovery(_ reader: ResolvedReader) throws(LoadFault) -> LoadedTable.Recovery? {
    guard let recovery = try reader.reader("PointInTimeRecoverySpecification") else { return nil }
    return LoadedTable.Recovery(
      isEnabled: try recovery.boolean("PointInTimeRecoveryEnabled") ?? false,
      days: try recovery.integer("RecoveryPeriodInDays").map { Int($0) })
  }
}
