// DeleteTable: a table and everything in it gone.

import TableEngine

enum DeleteTable: Operation {
  static func answer(
    _ input: Wire.DeleteTableInput, _ call: Call, by engine: Engine
  ) throws(EngineError) -> Wire.DeleteTableOutput {
    var output = Wire.DeleteTableOutput()
    output.tableDescription = Wire.TableDescription(
      try engine.deleteTable(input.tableName, at: call.now))
    return output
  }
}
