// The table itself, in one region: AWS::DynamoDB::Table.

import CloudFormation
import Provenance
import Shapes

enum TableResource {
  static func resource(_ settings: TableSettings) -> Resource {
    Resource(settings.names.table, properties(settings), removal: settings.removal)
  }

  private static func properties(_ settings: TableSettings) -> AWSDynamoDBTable {
    let config = settings.config
    var table = AWSDynamoDBTable(keySchema: keySchema(settings.table.keys.parts, settings))
    table.tableName = settings.tableName
    table.attributeDefinitions = settings.attributeDefinitions.map {
      .init(attributeName: $0.name, attributeType: $0.type)
    }
    table.globalSecondaryIndexes = present(
      settings.table.keys.globalIndexes.compactMap { globalIndex($0, settings) })
    table.localSecondaryIndexes = present(
      settings.table.keys.localIndexes.compactMap { localIndex($0, settings) })
    table.billingMode = config.billingMode.leaf
    table.provisionedThroughput = throughput(
      config.provisionedThroughput.value?.readCapacityUnits.leaf,
      config.provisionedThroughput.value?.writeCapacityUnits.leaf)
    table.tableClass = config.tableClass.leaf
    table.sseSpecification = encryption(settings)
    table.streamSpecification = settings.streamView.map { .init(streamViewType: $0) }
    table.timeToLiveSpecification = settings.expiry.map { expiry in
      var shape = AWSDynamoDBTable.TimeToLiveSpecification(enabled: expiry.enabled)
      shape.attributeName = expiry.attribute
      return shape
    }
    table.pointInTimeRecoverySpecification = settings.recovery.map { recovery in
      var shape = AWSDynamoDBTable.PointInTimeRecoverySpecification()
      shape.pointInTimeRecoveryEnabled = recovery.enabled
      shape.recoveryPeriodInDays = recovery.days
      return shape
    }
    table.deletionProtectionEnabled = config.deletionProtectionEnabled.leaf
    table.tags = settings.tags { .init(key: $0, value: $1) }
    return table
  }

  private static func present<Element>(_ list: [Element]) -> [Element]? {
    list.isEmpty ? nil : list
  }

  private static func keySchema(
    _ parts: [KeyPart], _ settings: TableSettings
  ) -> [AWSDynamoDBTable.KeySchema] {
    settings.keySchema(parts).map { .init(attributeName: $0.name, keyType: $0.role) }
  }

  private static func projection(
    of index: TableIndex, _ settings: TableSettings
  ) -> AWSDynamoDBTable.Projection {
    var projection = AWSDynamoDBTable.Projection()
    projection.projectionType = settings.projectionType(of: index)
    projection.nonKeyAttributes = settings.nonKeyAttributes(of: index)
    return projection
  }

  private static func globalIndex(
    _ index: TableIndex, _ settings: TableSettings
  ) -> AWSDynamoDBTable.GlobalSecondaryIndex? {
    guard let name = index.name.leaf, case .global(let global) = index.kind else { return nil }
    var shape = AWSDynamoDBTable.GlobalSecondaryIndex(
      indexName: name, keySchema: keySchema(index.parts, settings),
      projection: projection(of: index, settings))
    shape.provisionedThroughput = throughput(
      global.provisionedThroughput.value?.readCapacityUnits.leaf,
      global.provisionedThroughput.value?.writeCapacityUnits.leaf)
    return shape
  }

  private static func localIndex(
    _ index: TableIndex, _ settings: TableSettings
  ) -> AWSDynamoDBTable.LocalSecondaryIndex? {
    guard let name = index.name.leaf else { return nil }
    return AWSDynamoDBTable.LocalSecondaryIndex(
      indexName: name, keySchema: keySchema(index.parts, settings),
      projection: projection(of: index, settings))
  }

  private static func throughput(
    _ read: Leaf<Int>?, _ write: Leaf<Int>?
  ) -> AWSDynamoDBTable.ProvisionedThroughput? {
    guard let read, let write else { return nil }
    return AWSDynamoDBTable.ProvisionedThroughput(
      readCapacityUnits: read, writeCapacityUnits: write)
  }

  private static func encryption(
    _ settings: TableSettings
  ) -> AWSDynamoDBTable.SSESpecification? {
    guard let enabled = settings.isEncrypted else { return nil }
    var shape = AWSDynamoDBTable.SSESpecification(sseEnabled: enabled)
    shape.sseType = settings.encryptionType
    shape.kmsMasterKeyId = settings.encryptionType == nil ? nil : settings.customerKey
    return shape
  }
}
