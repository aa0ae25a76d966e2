// Requests about tables themselves, and the description of a table.

package import TableModel
package import VirtualTime

package enum TableStatus: String, Sendable, Hashable, Codable {
  case creating = "CREATING"
  case updating = "UPDATING"
  case deleting = "DELETING"
  case active = "ACTIVE"
}

package struct ThroughputDescription: Sendable, Hashable, Codable {
  package var lastIncrease: Instant?
  package var lastDecrease: Instant?
  package var numberOfDecreasesToday = 0
  package var throughput = Throughput(read: 0, write: 0)
}

package struct IndexDescription: Sendable, Hashable, Codable {
  package var index: SecondaryIndex
  package var indexArn: String
  /// Global indexes only.
  package var status: TableStatus?
  package var backfilling: Bool?
  package var throughput = ThroughputDescription()
  package var itemCount = 0
  package var sizeBytes = 0
}

package struct RestoreSummary: Sendable, Hashable, Codable {
  package var sourceBackupArn: String?
  package var sourceTableArn: String?
  package var restoreTime: Instant
  package var isInProgress: Bool
}

package struct ReplicaDescription: Sendable, Hashable, Codable {
  package var regionName: String
  /// `CREATING`, `ACTIVE`, `DELETING` …
  package var status: String
  package var keyID: String?
  package var tableClass: TableClass?
}

package struct TableDescription: Sendable, Hashable, Codable {
  /// What the table is; lists of indexes are in `localIndexes` and `globalIndexes`.
  package var definition: TableDefinition
  package var status: TableStatus
  package var created: Instant
  package var tableArn: String
  package var tableID: String
  package var itemCount = 0
  package var sizeBytes = 0
  package var throughput = ThroughputDescription()
  package var billingSince: Instant?
  package var localIndexes: [IndexDescription] = []
  package var globalIndexes: [IndexDescription] = []
  package var latestStreamArn: String?
  package var latestStreamLabel: String?
  package var keyArn: String?
  package var classChanged: Instant?
  package var restore: RestoreSummary?
  package var replicas: [ReplicaDescription] = []
}

package struct ListTablesResponse: Sendable, Hashable {
  package var tableNames: [String]
  package var lastEvaluatedTableName: String?
}

package enum GlobalIndexChange: Sendable, Hashable {
  case create(SecondaryIndex)
  case update(
    name: String, throughput: Throughput?, onDemand: OnDemandThroughput?, warm: WarmThroughput?)
  case delete(name: String)
}

package enum ReplicaChange: Sendable, Hashable {
  case create(region: String, keyID: String?, tableClass: TableClass?)
  case update(region: String, keyID: String?, tableClass: TableClass?)
  case delete(region: String)
}

package struct UpdateTableRequest: Sendable, Hashable {
  package var tableName: String
  package var attributeDefinitions: [AttributeDefinition]?
  package var billingMode: BillingMode?
  package var provisionedThroughput: Throughput?
  package var onDemandThroughput: OnDemandThroughput?
  package var warmThroughput: WarmThroughput?
  package var indexChanges: [GlobalIndexChange] = []
  package var streamSpecification: StreamSpecification?
  package var encryption: EncryptionSpecification?
  package var replicaChanges: [ReplicaChange] = []
  package var tableClass: TableClass?
  package var deletionProtectionEnabled: Bool?

  package init(tableName: String) { self.tableName = tableName }
}

package enum TimeToLiveStatus: String, Sendable, Hashable, Codable {
  case enabling = "ENABLING"
  case enabled = "ENABLED"
  case disabling = "DISABLING"
  case disabled = "DISABLED"
}

package struct TimeToLiveDescription: Sendable, Hashable, Codable {
  package var status: TimeToLiveStatus
  package var attributeName: String?
}
