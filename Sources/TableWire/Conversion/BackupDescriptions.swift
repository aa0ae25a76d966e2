// What is shown of backups and of how far back a table can be restored.

import TableEngine
import TableModel

extension Wire.BackupDetails {
  init(_ details: BackupDetails) {
    backupArn = details.backupArn
    backupName = details.backupName
    backupSizeBytes = details.sizeBytes
    backupStatus = details.status.rawValue
    backupType = details.type.rawValue
    backupCreationDateTime = details.created
    backupExpiryDateTime = details.expires
  }
}

extension Wire.BackupDescription {
  init(_ description: BackupDescription) {
    backupDetails = Wire.BackupDetails(description.details)
    sourceTableDetails = Wire.SourceTableDetails(description.table)
    sourceTableFeatureDetails = Wire.SourceTableFeatureDetails(description)
  }
}

extension Wire.BackupSummary {
  init(_ description: BackupDescription) {
    let details = description.details
    tableName = description.table.definition.tableName
    tableId = description.table.tableID
    tableArn = description.table.tableArn
    backupArn = details.backupArn
    backupName = details.backupName
    backupCreationDateTime = details.created
    backupExpiryDateTime = details.expires
    backupStatus = details.status.rawValue
    backupType = details.type.rawValue
    backupSizeBytes = details.sizeBytes
  }
}

extension Wire.SourceTableDetails {
  init(_ table: TableDescription) {
    tableName = table.definition.tableName
    tableId = table.tableID
    tableArn = table.tableArn
    tableSizeBytes = table.sizeBytes
    keySchema = table.definition.keySchema.map { Wire.KeySchemaElement($0) }
    tableCreationDateTime = table.created
    provisionedThroughput.readCapacityUnits = Int(table.throughput.throughput.readCapacityUnits)
    provisionedThroughput.writeCapacityUnits = Int(table.throughput.throughput.writeCapacityUnits)
    onDemandThroughput = table.definition.onDemandThroughput.map { Wire.OnDemandThroughput($0) }
    itemCount = table.itemCount
    billingMode = table.definition.billing.rawValue
  }
}

extension Wire.SourceTableFeatureDetails {
  init(_ description: BackupDescription) {
    let definition = description.table.definition
    localSecondaryIndexes = definition.localSecondaryIndexes?.map { index in
      var shown = Wire.LocalSecondaryIndexInfo()
      shown.indexName = index.indexName
      shown.keySchema = index.keySchema.map { Wire.KeySchemaElement($0) }
      shown.projection = index.projection.map { Wire.Projection($0) }
      return shown
    }
    globalSecondaryIndexes = definition.globalSecondaryIndexes?.map { index in
      var shown = Wire.GlobalSecondaryIndexInfo()
      shown.indexName = index.indexName
      shown.keySchema = index.keySchema.map { Wire.KeySchemaElement($0) }
      shown.projection = index.projection.map { Wire.Projection($0) }
      return shown
    }
    streamDescription = definition.streamSpecification.map { Wire.StreamSpecification($0) }
    var expiry = Wire.TimeToLiveDescription()
    expiry.timeToLiveStatus = description.timeToLive.status.rawValue
    expiry.attributeName = description.timeToLive.attributeName
    timeToLiveDescription = expiry
    sSEDescription = Wire.SSEDescription(
      definition.encryption, keyArn: description.table.keyArn)
  }
}

extension Wire.ContinuousBackupsDescription {
  init(_ backups: ContinuousBackups) {
    // Every table has continuous backups; what can be off is restoring to a point in time.
    continuousBackupsStatus = "ENABLED"
    var recovery = Wire.PointInTimeRecoveryDescription()
    recovery.pointInTimeRecoveryStatus = backups.recovery == nil ? "DISABLED" : "ENABLED"
    recovery.recoveryPeriodInDays = backups.recovery?.days
    recovery.earliestRestorableDateTime = backups.recovery?.earliest
    recovery.latestRestorableDateTime = backups.recovery?.latest
    pointInTimeRecoveryDescription = recovery
  }
}
