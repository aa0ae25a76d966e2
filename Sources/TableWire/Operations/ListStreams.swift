// ListStreams: the streams of a table or of all, a page at a time.

import TableEngine

enum ListStreams: Operation {
  static func answer(
    _ input: Wire.ListStreamsInput, _ call: Call, by engine: Engine
  ) throws(EngineError) -> Wire.ListStreamsOutput {
    let response = try engine.listStreams(
      tableName: input.tableName,
      after: input.exclusiveStartStreamArn, limit: input.limit, at: call.now)
    var output = Wire.ListStreamsOutput()
    output.streams = response.streams.map { summary in
      var stream = Wire.Stream()
      stream.streamArn = summary.streamArn
      stream.tableName = summary.tableName
      stream.streamLabel = summary.streamLabel
      return stream
    }
    output.lastEvaluatedStreamArn = response.lastEvaluatedStreamArn
    return output
  }
}
