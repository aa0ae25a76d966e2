// DeleteBackup: a backup gone.

import TableEngine

enum DeleteBackup: Operation {
  static func answer(
    _ input: Wire.DeleteBackupInput, _ call: Call, by engine: Engine
  ) throws(EngineError) -> Wire.DeleteBackupOutput {
    var output = Wire.DeleteBackupOutput()
    output.backupDescription = Wire.BackupDescription(
      try engine.deleteBackup(input.backupArn, at: call.now))
    return output
  }
}
