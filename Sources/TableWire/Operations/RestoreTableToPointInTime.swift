// RestoreTableToPointInTime: a new table as another was at some time.

import TableEngine
import TableModel

enum RestoreTableToPointInTime: Operation {
  static func answer(
    _ input: Wire.RestoreTableToPointInTimeInput, _ call: Call, by engine: Engine
  ) throws(EngineError) -> Wire.RestoreTableToPointInTimeOutput {
    var overrides = RestoreOverrides()
    overrides.billingMode = BillingMode(input.billingModeOverride)
    overrides.provisionedThroughput = input.provisionedThroughputOverride.map { Throughput($0) }
    overrides.onDemandThroughput = input.onDemandThroughputOverride.map { OnDemandThroughput($0) }
    overrides.encryption = input.sSESpecificationOverride.map { EncryptionSpecification($0) }
    overrides.localSecondaryIndexes = input.localSecondaryIndexOverride?.map { SecondaryIndex($0) }
    overrides.globalSecondaryIndexes = input.globalSecondaryIndexOverride?.map {
      SecondaryIndex($0)
    }
    guard let source = input.sourceTableArn ?? input.sourceTableName else {
      throw .validation("One of SourceTableArn or SourceTableName must be specified")
    }
    let isLatest = input.useLatestRestorableTime ?? false
    guard isLatest || input.restoreDateTime != nil else {
      throw .validation("One of UseLatestRestorableTime or RestoreDateTime must be specified")
    }
    var output = Wire.RestoreTableToPointInTimeOutput()
    output.tableDescription = Wire.TableDescription(
      try engine.restoreTableToPointInTime(
        source, to: input.targetTableName, moment: isLatest ? nil : input.restoreDateTime,
        overrides, at: call.now))
    return output
  }
}
