// GetRecords: what happened to items, in order, from a place in a shard on.

import TableEngine
import TableModel
import VirtualTime

enum GetRecords: Operation {
  static func answer(
    _ input: Wire.GetRecordsInput, _ call: Call, by engine: Engine
  ) throws(EngineError) -> Wire.GetRecordsOutput {
    let response = try engine.getRecords(input.shardIterator, limit: input.limit, at: call.now)
    var output = Wire.GetRecordsOutput()
    output.records = response.records.map { Wire.Record($0) }
    output.nextShardIterator = response.nextShardIterator
    return output
  }
}

extension Wire.Record {
  fileprivate init(_ record: StreamRecord) {
    eventID = record.eventID
    eventName = record.eventName.rawValue
    eventVersion = "1.1"
    eventSource = "aws:dynamodb"
    awsRegion = record.region
    var change = Wire.StreamRecord()
    // Whole seconds, as the service gives them.
    change.approximateCreationDateTime = Instant(seconds: record.created.seconds)
    change.keys = record.keys
    change.newImage = record.newImage
    change.oldImage = record.oldImage
    change.sequenceNumber = record.sequenceNumber
    change.sizeBytes = record.sizeBytes
    change.streamViewType = record.viewType.rawValue
    dynamodb = change
    guard record.isExpiry else { return }
    var identity = Wire.Identity()
    identity.principalId = "dynamodb.amazonaws.com"
    identity.type = "Service"
    userIdentity = identity
  }
}
