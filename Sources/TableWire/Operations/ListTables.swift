// ListTables: the names of tables, a page at a time.

import TableEngine

enum ListTables: Operation {
  static func answer(
    _ input: Wire.ListTablesInput, _ call: Call, by engine: Engine
  ) throws(EngineError) -> Wire.ListTablesOutput {
    let response = engine.listTables(
      after: input.exclusiveStartTableName, limit: input.limit, at: call.now)
    var output = Wire.ListTablesOutput()
    output.tableNames = response.tableNames
    output.lastEvaluatedTableName = response.lastEvaluatedTableName
    return output
  }
}
