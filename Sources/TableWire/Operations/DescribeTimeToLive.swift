// DescribeTimeToLive: by which attribute a table's items expire.

import TableEngine

enum DescribeTimeToLive: Operation {
  static func answer(
    _ input: Wire.DescribeTimeToLiveInput, _ call: Call, by engine: Engine
  ) throws(EngineError) -> Wire.DescribeTimeToLiveOutput {
    let description = try engine.describeTimeToLive(input.tableName, at: call.now)
    var shown = Wire.TimeToLiveDescription()
    shown.timeToLiveStatus = description.status.rawValue
    shown.attributeName = description.attributeName
    var output = Wire.DescribeTimeToLiveOutput()
    output.timeToLiveDescription = shown
    return output
  }
}
