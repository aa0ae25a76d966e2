// TagResource: tags on a table, in place of those of the same keys.

import TableEngine
import TableModel

enum TagResource: Operation {
  static func answer(
    _ input: Wire.TagResourceInput, _ call: Call, by engine: Engine
  ) throws(EngineError) -> Wire.TagResourceOutput {
    try engine.tagResource(
      input.resourceArn, input.tags.map { TableTag($0.key, $0.value) }, at: call.now)
    return Wire.TagResourceOutput()
  }
}
