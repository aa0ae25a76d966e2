// DescribeContinuousBackups: how far back a table can be restored.

import TableEngine

enum DescribeContinuousBackups: Operation {
  static func answer(
    _ input: Wire.DescribeContinuousBackupsInput, _ call: Call, by engine: Engine
  ) throws(EngineError) -> Wire.DescribeContinuousBackupsOutput {
    var output = Wire.DescribeContinuousBackupsOutput()
    output.continuousBackupsDescription = Wire.ContinuousBackupsDescription(
      try engine.describeContinuousBackups(input.tableName, at: call.now))
    return output
  }
}
