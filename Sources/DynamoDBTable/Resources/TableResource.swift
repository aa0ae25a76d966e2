// The table itself, in one region: AWS::DynamoDB::Table.

import ComponentKit
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
      settings.provisioned(settings.tableUnits(.read), settings.tableScaling(.read)),
      settings.provisioned(settings.tableUnits(.write), settings.tableScaling(.write)))
    table.onDemandThroughput = caps(config.onDemandThroughput)
    table.warmThroughput = warm(config.warmThroughput)
    table.tableClass = config.tableClass.leaf
    table.sseSpecification = encryption(settings)
    table.streamSpecification = stream(settings)
    table.kinesisStreamSpecification = dataStream(settings)
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
    table.contributorInsightsSpecification = settings.insights.map(insights)
    table.resourcePolicy = settings.resourcePolicy(in: settings.homeRegion).map {
      .init(policyDocument: $0.document)
    }
    table.importSourceSpecification = ImportProperties.properties(settings)
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
      settings.provisioned(settings.units(of: global, .read), settings.scaling(of: global, .read)),
      settings.provisioned(
        settings.units(of: global, .write), settings.scaling(of: global, .write)))
    shape.onDemandThroughput = caps(global.onDemandThroughput)
    shape.warmThroughput = warm(global.warmThroughput)
    shape.contributorInsightsSpecification = settings.insights(of: global).map(insights)
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

  private static func caps(
    _ caps: Field<OnDemandThroughput>
  ) -> AWSDynamoDBTable.OnDemandThroughput? {
    caps.value.map { caps in
      var shape = AWSDynamoDBTable.OnDemandThroughput()
      shape.maxReadRequestUnits = caps.maxReadRequestUnits.leaf
      shape.maxWriteRequestUnits = caps.maxWriteRequestUnits.leaf
      return shape
    }
  }

  private static func warm(_ warm: Field<WarmThroughput>) -> AWSDynamoDBTable.WarmThroughput? {
    warm.value.map { warm in
      var shape = AWSDynamoDBTable.WarmThroughput()
      shape.readUnitsPerSecond = warm.readUnitsPerSecond.leaf
      shape.writeUnitsPerSecond = warm.writeUnitsPerSecond.leaf
      return shape
    }
  }

  private static func insights(
    _ insights: InsightsSettings
  ) -> AWSDynamoDBTable.ContributorInsightsSpecification {
    var shape = AWSDynamoDBTable.ContributorInsightsSpecification(enabled: insights.enabled)
    shape.mode = insights.mode
    return shape
  }

  private static func stream(_ settings: TableSettings) -> AWSDynamoDBTable.StreamSpecification? {
    settings.streamView.map { view in
      var shape = AWSDynamoDBTable.StreamSpecification(streamViewType: view)
      shape.resourcePolicy = settings.config.streamSpecification.value?.resourcePolicy.node.map {
        .init(policyDocument: settings.context.document($0))
      }
      return shape
    }
  }

  private static func dataStream(
    _ settings: TableSettings
  ) -> AWSDynamoDBTable.KinesisStreamSpecification? {
    guard let stream = settings.config.kinesisStreamSpecification.value,
      let name = settings.context.leaf(stream.streamArn)
    else { return nil }
    var shape = AWSDynamoDBTable.KinesisStreamSpecification(streamArn: name)
    shape.approximateCreationDateTimePrecision = settings.precision(of: stream)
    return shape
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
