// GetShardIterator: a place in a shard to read from.

import TableEngine

enum GetShardIterator: Operation {
  static func answer(
    _ input: Wire.GetShardIteratorInput, _ call: Call, by engine: Engine
  ) throws(EngineError) -> Wire.GetShardIteratorOutput {
    var output = Wire.GetShardIteratorOutput()
    output.shardIterator = try engine.getShardIterator(
      input.streamArn, shardID: input.shardId, from: try start(input), at: call.now)
    return output
  }

  private static func start(
    _ input: Wire.GetShardIteratorInput
  ) throws(EngineError) -> IteratorStart {
    switch (input.shardIteratorType, input.sequenceNumber) {
    case ("TRIM_HORIZON", _): return .trimHorizon
    case ("LATEST", _): return .latest
    case ("AT_SEQUENCE_NUMBER", let number?): return .at(sequenceNumber: number)
    case (_, let number?): return .after(sequenceNumber: number)
    case (let type, nil):
      throw .validation(
        "One or more parameter values were invalid: The parameter SequenceNumber is required "
          + "for ShardIteratorType: \(type)")
    }
  }
}
