// UpdateContinuousBackups: point-in-time recovery, on or off.

import TableEngine

enum UpdateContinuousBackups: Operation {
  static func answer(
    _ input: Wire.UpdateContinuousBackupsInput, _ call: Call, by engine: Engine
  ) throws(EngineError) -> Wire.UpdateContinuousBackupsOutput {
    let wanted = input.pointInTimeRecoverySpecification
    var output = Wire.UpdateContinuousBackupsOutput()
    output.continuousBackupsDescription = Wire.ContinuousBackupsDescription(
      try engine.updateContinuousBackups(
        input.tableName, isEnabled: wanted.pointInTimeRecoveryEnabled,
        days: wanted.recoveryPeriodInDays, at: call.now))
    return output
  }
}
