// What an engine is told once: where it stands, how long things take, what its randomness is.

import TableModel
package import VirtualTime

package struct EngineSettings: Sendable {
  package var region = "us-east-1"
  package var account = "123456789012"
  package var partition = "aws"
  /// Of ids and names that the service would make up.
  package var seed: UInt64 = 1

  /// How long tables and indexes are CREATING, UPDATING and DELETING.
  package var tableCreation = TimeSpan.zero
  package var tableUpdate = TimeSpan.zero
  package var tableDeletion = TimeSpan.zero
  package var indexCreation = TimeSpan.zero
  /// How far a global index is behind its table.
  package var indexDelay = TimeSpan.zero
  /// How long after its time an item is deleted.
  package var expiryLag = TimeSpan.hours(48)
  /// How long a change of the expiry setting takes.
  package var expiryChange = TimeSpan.zero
  /// How long the items of a transaction are in use, for others to conflict with.
  package var transactionSpan = TimeSpan.zero
  /// How long a shard of a stream is open; nil keeps one open for ever.
  ///
  /// UNCERTAIN: shards of the service were seen to roll over after about four hours.
  package var shardLife: TimeSpan?
  /// How far a replica in another region is behind.
  package var replicationDelay = TimeSpan.seconds(1)
  package var backupCreation = TimeSpan.zero
  package var restore = TimeSpan.zero
  package var export = TimeSpan.zero
  /// Whether requests beyond the throughput of their tables are to be refused, once what the engine
  /// begins with is in place: see `enforceThroughput`.
  package var enforcesThroughput = false
  /// The bound of an item collection where a table has local indexes.
  package var collectionBytesMax = Limits.collectionBytesMax

  /// What stands for S3; nil where nothing does, and nothing is exported or imported.
  package var buckets: (any BucketStore)?

  package init() {}
}
