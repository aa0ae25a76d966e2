// DescribeStream: a stream and its shards.

import TableEngine
import TableModel

enum DescribeStream: Operation {
  static func answer(
    _ input: Wire.DescribeStreamInput, _ call: Call, by engine: Engine
  ) throws(EngineError) -> Wire.DescribeStreamOutput {
    let described = try engine.describeStream(
      input.streamArn, after: input.exclusiveStartShardId, limit: input.limit, at: call.now)
    var stream = Wire.StreamDescription()
    stream.streamArn = described.summary.streamArn
    stream.streamLabel = described.summary.streamLabel
    stream.tableName = described.summary.tableName
    stream.streamStatus = described.status.rawValue
    stream.streamViewType = described.viewType.rawValue
    stream.creationRequestDateTime = described.created
    stream.keySchema = described.keySchema.map { Wire.KeySchemaElement($0) }
    stream.shards = described.shards.filter { shard in
      // EVIDENCE: Streams API reference, ShardFilter: the children of one shard.
      input.shardFilter?.shardId.map { $0 == shard.parentShardID } ?? true
    }.map { Wire.Shard($0) }
    stream.lastEvaluatedShardId = described.lastEvaluatedShardID
    var output = Wire.DescribeStreamOutput()
    output.streamDescription = stream
    return output
  }
}

extension Wire.Shard {
  fileprivate init(_ shard: ShardDescription) {
    shardId = shard.shardID
    parentShardId = shard.parentShardID
    var range = Wire.SequenceNumberRange()
    range.startingSequenceNumber = shard.startingSequenceNumber
    range.endingSequenceNumber = shard.endingSequenceNumber
    sequenceNumberRange = range
  }
}
