// DescribeTable: what a table is and how it stands.

import TableEngine

enum DescribeTable: Operation {
  static func answer(
    _ input: Wire.DescribeTableInput, _ call: Call, by engine: Engine
  ) throws(EngineError) -> Wire.DescribeTableOutput {
    var output = Wire.DescribeTableOutput()
    output.table = Wire.TableDescription(
      try engine.describeTable(input.tableName, at: call.now))
    return output
  }
}
