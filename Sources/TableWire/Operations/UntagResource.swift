// UntagResource: tags off a table, by their keys.

import TableEngine

enum UntagResource: Operation {
  static func answer(
    _ input: Wire.UntagResourceInput, _ call: Call, by engine: Engine
  ) throws(EngineError) -> Wire.UntagResourceOutput {
    try engine.untagResource(input.resourceArn, keys: input.tagKeys, at: call.now)
    return Wire.UntagResourceOutput()
  }
}
