// RestoreTableFromBackup: a new table from a backup.

import TableEngine
import TableModel

enum RestoreTableFromBackup: Operation {
  static func answer(
    _ input: Wire.RestoreTableFromBackupInput, _ call: Call, by engine: Engine
  ) throws(EngineError) -> Wire.RestoreTableFromBackupOutput {
    var overrides = RestoreOverrides()
    overrides.billingMode = BillingMode(input.billingModeOverride)
    overrides.provisionedThroughput = input.provisionedThroughputOverride.map { Throughput($0) }
    overrides.onDemandThroughput = input.onDemandThroughputOverride.map { OnDemandThroughput($0) }
    overrides.encryption = input.sSESpecificationOverride.map { EncryptionSpecification($0) }
    overrides.localSecondaryIndexes = input.localSecondaryIndexOverride?.map { SecondaryIndex($0) }
    overrides.globalSecondaryIndexes = input.globalSecondaryIndexOverride?.map {
      SecondaryIndex($0)
    }
    var output = Wire.RestoreTableFromBackupOutput()
    output.tableDescription = Wire.TableDescription(
      try engine.restoreTableFromBackup(
        input.backupArn, to: input.targetTableName, overrides, at: call.now))
    return output
  }
}
