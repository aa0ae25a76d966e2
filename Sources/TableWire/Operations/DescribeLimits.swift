// DescribeLimits: how much throughput an account and a table may be given.

import TableEngine
import TableModel

enum DescribeLimits: Operation {
  static func answer(
    _ input: Wire.DescribeLimitsInput, _ call: Call, by engine: Engine
  ) throws(EngineError) -> Wire.DescribeLimitsOutput {
    var output = Wire.DescribeLimitsOutput()
    output.accountMaxReadCapacityUnits = Limits.accountUnitsMax
    output.accountMaxWriteCapacityUnits = Limits.accountUnitsMax
    output.tableMaxReadCapacityUnits = Limits.tableUnitsMax
    output.tableMaxWriteCapacityUnits = Limits.tableUnitsMax
    return output
  }
}
