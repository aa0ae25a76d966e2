// How much of everything DynamoDB takes: each limit once, for the simulator.
//
// EVIDENCE: Developer Guide, "Service, account, and table quotas in Amazon DynamoDB", unless a line
// says otherwise.

package enum Limits {
  // Items
  package static let itemBytesMax = 409_600
  package static let partitionKeyBytesMax = 2_048
  package static let sortKeyBytesMax = 1_024
  package static let attributeNameBytesMax = 65_535
  package static let keyNameBytesMax = 255
  package static let nestingMax = 32

  // Reading and writing
  package static let pageBytesMax = 1_048_576
  package static let batchGetKeysMax = 100
  package static let batchWritesMax = 25
  package static let batchBytesMax = 16 * 1_048_576
  package static let transactionItemsMax = 100
  package static let transactionBytesMax = 4 * 1_048_576
  package static let readUnitBytes = 4_096
  package static let writeUnitBytes = 1_024
  package static let scanSegmentsMax = 1_000_000

  // Expressions
  package static let expressionBytesMax = 4_096
  package static let expressionOperatorsMax = 300
  package static let inOperandsMax = 100
  package static let placeholderBytesMax = 255
  package static let substitutionBytesMax = 2 * 1_048_576
  /// Not DynamoDB's: how deeply a condition may nest before it is refused, so that none can exhaust
  /// the stack. 4,096 bytes cannot say anything sensible that is deeper.
  package static let expressionNestingMax = 150

  // Tables
  package static let nameLengths = 3...255
  package static let globalIndexesMax = 20
  package static let localIndexesMax = 5
  package static let indexKeyPartsMax = 4
  package static let projectedAttributesMax = 100
  package static let collectionBytesMax = 10 * 1_073_741_824
  package static let tablesMax = 2_500
  package static let tableUnitsMax = 40_000
  package static let accountUnitsMax = 80_000
  package static let tagsMax = 50
  package static let tagKeyLengthMax = 128
  package static let tagValueLengthMax = 256

  // Throughput
  /// EVIDENCE: Developer Guide, "Designing partition keys to distribute your workload": what one
  /// partition takes a second, and for how long unused units are kept.
  package static let partitionReadUnitsMax = 3_000
  package static let partitionWriteUnitsMax = 1_000
  package static let burstSeconds = 300
  /// EVIDENCE: Developer Guide, "On-demand capacity mode": what a new table takes at once.
  package static let onDemandReadUnitsAtStart = 12_000
  package static let onDemandWriteUnitsAtStart = 4_000

  // Streams
  package static let streamRetentionHours: Int64 = 24
  package static let iteratorLifeMinutes: Int64 = 15
  package static let streamRecordsMax = 1_000
  package static let streamPageBytesMax = 1_048_576

  // Transactions, PartiQL
  package static let tokenLengthMax = 36
  package static let tokenLifeMinutes: Int64 = 10
  package static let batchStatementsMax = 25
  package static let transactionStatementsMax = 100
  package static let statementLengthMax = 8_192

  // Expiry
  /// EVIDENCE: Developer Guide, "How it works: DynamoDB Time to Live": what is older is kept.
  package static let expiryAgeYearsMax: Int64 = 5

  // Recovery
  package static let recoveryDays = 1...35
}
