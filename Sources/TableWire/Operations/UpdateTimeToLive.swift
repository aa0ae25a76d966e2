// UpdateTimeToLive: expiry by an attribute, on or off.

import TableEngine
import TableModel

enum UpdateTimeToLive: Operation {
  static func answer(
    _ input: Wire.UpdateTimeToLiveInput, _ call: Call, by engine: Engine
  ) throws(EngineError) -> Wire.UpdateTimeToLiveOutput {
    let wanted = input.timeToLiveSpecification
    let settled = try engine.updateTimeToLive(
      input.tableName,
      TimeToLive(attributeName: wanted.attributeName, enabled: wanted.enabled), at: call.now)
    var shown = Wire.TimeToLiveSpecification()
    shown.enabled = settled.enabled
    shown.attributeName = settled.attributeName
    var output = Wire.UpdateTimeToLiveOutput()
    output.timeToLiveSpecification = shown
    return output
  }
}
