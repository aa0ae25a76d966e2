// CreateBackup: a table and its items as they are now, kept.

import TableEngine

enum CreateBackup: Operation {
  static func answer(
    _ input: Wire.CreateBackupInput, _ call: Call, by engine: Engine
  ) throws(EngineError) -> Wire.CreateBackupOutput {
    let details = try engine.createBackup(
      input.tableName, named: input.backupName, at: call.now)
    var output = Wire.CreateBackupOutput()
    output.backupDetails = Wire.BackupDetails(details)
    return output
  }
}
