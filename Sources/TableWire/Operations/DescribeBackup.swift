// DescribeBackup: a backup and the table it is of.

import TableEngine

enum DescribeBackup: Operation {
  static func answer(
    _ input: Wire.DescribeBackupInput, _ call: Call, by engine: Engine
  ) throws(EngineError) -> Wire.DescribeBackupOutput {
    var output = Wire.DescribeBackupOutput()
    output.backupDescription = Wire.BackupDescription(
      try engine.describeBackup(input.backupArn, at: call.now))
    return output
  }
}
