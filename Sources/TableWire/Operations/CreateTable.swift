// CreateTable: a new table, with its indexes and its stream.

import TableEngine
import TableModel

enum CreateTable: Operation {
  static func answer(
    _ input: Wire.CreateTableInput, _ call: Call, by engine: Engine
  ) throws(EngineError) -> Wire.CreateTableOutput {
    var output = Wire.CreateTableOutput()
    output.tableDescription = Wire.TableDescription(
      try engine.createTable(TableDefinition(input), at: call.now))
    return output
  }
}
