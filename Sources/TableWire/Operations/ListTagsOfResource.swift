// ListTagsOfResource: the tags of a table.

import TableEngine

enum ListTagsOfResource: Operation {
  static func answer(
    _ input: Wire.ListTagsOfResourceInput, _ call: Call, by engine: Engine
  ) throws(EngineError) -> Wire.ListTagsOfResourceOutput {
    var output = Wire.ListTagsOfResourceOutput()
    output.tags = try engine.listTagsOfResource(input.resourceArn, at: call.now).map { Wire.Tag($0) }
    return output
  }
}
