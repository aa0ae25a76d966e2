// ListTagsOfResource: the tags of a table.

import TableEngine

enum ListTagsOfResource: Operation {
  static func answer(
    _ input: Wire.ListTagsOfResourceInput, _ call: Call, by engine: Engine
  ) throws(EngineError) -> Wire.ListTagsOfResourceOutput {
    let (tags, next) = try engine.listTags(
      input.resourceArn, nextToken: input.nextToken, at: call.now)
    var output = Wire.ListTagsOfResourceOutput()
    output.tags = tags.map { Wire.Tag($0) }
    output.nextToken = next
    return output
  }
}
