// What DescribeTable and its relatives show of a table.

import TableEngine
import TableModel
import VirtualTime

extension Wire.TableDescription {
  init(_ table: TableDescription) {
    let definition = table.definition
    attributeDefinitions = definition.attributeDefinitions.map { Wire.AttributeDefinition($0) }
    tableName = definition.tableName
    keySchema = definition.keySchema.map { Wire.KeySchemaElement($0) }
    tableStatus = table.status.rawValue
    creationDateTime = table.created
    provisionedThroughput = Wire.ProvisionedThroughputDescription(table.throughput)
    tableSizeBytes = table.sizeBytes
    itemCount = table.itemCount
    tableArn = table.tableArn
    tableId = table.tableID
    if definition.billing == .payPerRequest || table.billingSince != nil {
      var summary = Wire.BillingModeSummary()
      summary.billingMode = definition.billing.rawValue
      summary.lastUpdateToPayPerRequestDateTime = table.billingSince
      billingModeSummary = summary
    }
    if !table.localIndexes.isEmpty {
      localSecondaryIndexes = table.localIndexes.map { Wire.LocalSecondaryIndexDescription($0) }
    }
    if !table.globalIndexes.isEmpty {
      globalSecondaryIndexes = table.globalIndexes.map {
        Wire.GlobalSecondaryIndexDescription($0, billing: definition.billing)
      }
    }
    if let stream = definition.streamSpecification, stream.streamEnabled {
      streamSpecification = Wire.StreamSpecification(stream)
    }
    latestStreamLabel = table.latestStreamLabel
    latestStreamArn = table.latestStreamArn
    restoreSummary = table.restore.map { Wire.RestoreSummary($0) }
    sSEDescription = Wire.SSEDescription(definition.encryption, keyArn: table.keyArn)
    tableClassSummary = Wire.TableClassSummary(definition.tableClass, since: table.classChanged)
    deletionProtectionEnabled = definition.deletionProtectionEnabled ?? false
    onDemandThroughput = definition.onDemandThroughput.map { Wire.OnDemandThroughput($0) }
    let warm = WarmFigures(
      definition.warmThroughput, definition.billing, table.throughput.throughput)
    var description = Wire.TableWarmThroughputDescription()
    description.readUnitsPerSecond = warm.read
    description.writeUnitsPerSecond = warm.write
    description.status = "ACTIVE"
    warmThroughput = description
    guard !table.replicas.isEmpty else { return }
    replicas = table.replicas.map { Wire.ReplicaDescription($0) }
    globalTableVersion = "2019.11.21"
  }
}

/// What a table or an index can take at once, at least.
///
/// EVIDENCE: Developer Guide, "Understanding DynamoDB warm throughput": 12,000 reads and 4,000
/// writes on demand, else what is provisioned; it only rises.
private struct WarmFigures {
  let read: Int
  let write: Int

  init(_ stated: WarmThroughput?, _ billing: BillingMode, _ throughput: Throughput) {
    let isOnDemand = billing == .payPerRequest
    let least = isOnDemand ? Throughput(read: 12_000, write: 4_000) : throughput
    read = Int(max(stated?.readUnitsPerSecond ?? 0, least.readCapacityUnits))
    write = Int(max(stated?.writeUnitsPerSecond ?? 0, least.writeCapacityUnits))
  }
}

extension Wire.ProvisionedThroughputDescription {
  init(_ description: ThroughputDescription) {
    lastIncreaseDateTime = description.lastIncrease
    lastDecreaseDateTime = description.lastDecrease
    numberOfDecreasesToday = description.numberOfDecreasesToday
    readCapacityUnits = Int(description.throughput.readCapacityUnits)
    writeCapacityUnits = Int(description.throughput.writeCapacityUnits)
  }
}

extension Wire.LocalSecondaryIndexDescription {
  init(_ description: IndexDescription) {
    indexName = description.index.indexName
    keySchema = description.index.keySchema.map { Wire.KeySchemaElement($0) }
    projection = description.index.projection.map { Wire.Projection($0) }
    indexSizeBytes = description.sizeBytes
    itemCount = description.itemCount
    indexArn = description.indexArn
  }
}

extension Wire.GlobalSecondaryIndexDescription {
  init(_ description: IndexDescription, billing: BillingMode) {
    indexName = description.index.indexName
    keySchema = description.index.keySchema.map { Wire.KeySchemaElement($0) }
    projection = description.index.projection.map { Wire.Projection($0) }
    indexStatus = description.status?.rawValue
    backfilling = description.backfilling
    provisionedThroughput = Wire.ProvisionedThroughputDescription(description.throughput)
    indexSizeBytes = description.sizeBytes
    itemCount = description.itemCount
    indexArn = description.indexArn
    onDemandThroughput = description.index.onDemandThroughput.map { Wire.OnDemandThroughput($0) }
    let warm = WarmFigures(
      description.index.warmThroughput, billing, description.throughput.throughput)
    var shown = Wire.GlobalSecondaryIndexWarmThroughputDescription()
    shown.readUnitsPerSecond = warm.read
    shown.writeUnitsPerSecond = warm.write
    shown.status = "ACTIVE"
    warmThroughput = shown
  }
}

extension Wire.RestoreSummary {
  init(_ summary: RestoreSummary) {
    sourceBackupArn = summary.sourceBackupArn
    sourceTableArn = summary.sourceTableArn
    restoreDateTime = summary.restoreTime
    restoreInProgress = summary.isInProgress
  }
}

extension Wire.SSEDescription {
  /// Keys of AWS's own are not shown.
  init?(_ specification: EncryptionSpecification?, keyArn: String?) {
    guard let specification, specification.enabled == true else { return nil }
    status = "ENABLED"
    sSEType = (specification.sseType ?? .keyService).rawValue
    kMSMasterKeyArn = keyArn
  }
}

extension Wire.TableClassSummary {
  /// Shown once a class has been stated.
  init?(_ stated: TableClass?, since: Instant?) {
    guard let stated else { return nil }
    tableClass = stated.rawValue
    lastUpdateDateTime = since
  }
}

extension Wire.ReplicaDescription {
  init(_ replica: ReplicaDescription) {
    regionName = replica.regionName
    replicaStatus = replica.status
    kMSMasterKeyId = replica.keyID
    replicaTableClassSummary = Wire.TableClassSummary(replica.tableClass, since: nil)
  }
}
