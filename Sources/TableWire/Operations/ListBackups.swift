// ListBackups: backups of a table or of all, a page at a time.

import TableEngine

enum ListBackups: Operation {
  static func answer(
    _ input: Wire.ListBackupsInput, _ call: Call, by engine: Engine
  ) throws(EngineError) -> Wire.ListBackupsOutput {
    // `ALL` is no type.
    let (backups, last) = engine.listBackups(
      tableName: input.tableName, type: BackupType(input.backupType),
      from: input.timeRangeLowerBound, to: input.timeRangeUpperBound,
      after: input.exclusiveStartBackupArn, limit: input.limit, at: call.now)
    var output = Wire.ListBackupsOutput()
    output.backupSummaries = backups.map { Wire.BackupSummary($0) }
    output.lastEvaluatedBackupArn = last
    return output
  }
}
