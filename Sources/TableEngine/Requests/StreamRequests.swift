// Requests about streams, and the records that they hold.

package import TableItems
package import TableModel
package import VirtualTime

package enum StreamStatus: String, Sendable, Hashable {
  case enabling = "ENABLING"
  case enabled = "ENABLED"
  case disabling = "DISABLING"
  case disabled = "DISABLED"
}

package struct StreamSummary: Sendable, Hashable {
  package var streamArn: String
  package var tableName: String
  package var streamLabel: String
}

package struct ListStreamsResponse: Sendable, Hashable {
  package var streams: [StreamSummary]
  package var lastEvaluatedStreamArn: String?
}

package struct ShardDescription: Sendable, Hashable {
  package var shardID: String
  package var parentShardID: String?
  package var startingSequenceNumber: String
  /// Nil while the shard is open.
  package var endingSequenceNumber: String?
}

package struct StreamDescription: Sendable, Hashable {
  package var summary: StreamSummary
  package var status: StreamStatus
  package var viewType: StreamView
  package var created: Instant
  package var keySchema: [KeyElement]
  package var shards: [ShardDescription]
  package var lastEvaluatedShardID: String?
}

package enum IteratorStart: Sendable, Hashable {
  case trimHorizon
  case latest
  case at(sequenceNumber: String)
  case after(sequenceNumber: String)
}

package enum StreamEventName: String, Sendable, Hashable, Codable {
  case insert = "INSERT"
  case modify = "MODIFY"
  case remove = "REMOVE"
}

package struct StreamRecord: Sendable, Hashable {
  package var eventID: String
  package var eventName: StreamEventName
  package var region: String
  package var created: Instant
  package var keys: Item
  package var newImage: Item?
  package var oldImage: Item?
  package var sequenceNumber: String
  package var sizeBytes: Int
  package var viewType: StreamView
  /// Whether the service itself deleted the item, since its time had come.
  package var isExpiry: Bool
}

package struct GetRecordsResponse: Sendable, Hashable {
  package var records: [StreamRecord]
  /// Nil once a closed shard has been read to its end.
  package var nextShardIterator: String?
}
