// The table in several regions: AWS::DynamoDB::GlobalTable.
//
// What is the same in all regions stands at the top, and what each may set for itself in its
// replica, where the table speaks for those that say nothing.

import ComponentKit
import CloudFormation
import Provenance
import Shapes

enum GlobalTableResource {
  static func resource(_ settings: TableSettings) -> Resource {
    Resource(settings.names.globalTable, properties(settings), removal: settings.removal)
  }

  private static func properties(_ settings: TableSettings) -> AWSDynamoDBGlobalTable {
    let config = settings.config
    var table = AWSDynamoDBGlobalTable(
      replicas: settings.replicas.map { ReplicaProperties(settings, $0).properties })
    table.tableName = settings.tableName
    table.attributeDefinitions = settings.attributeDefinitions.map {
      .init(attributeName: $0.name, attributeType: $0.type)
    }
    table.keySchema = keySchema(settings.table.keys.parts, settings)
    table.globalSecondaryIndexes = present(
      settings.table.keys.globalIndexes.compactMap { globalIndex($0, settings) })
    table.localSecondaryIndexes = present(
      settings.table.keys.localIndexes.compactMap { localIndex($0, settings) })
    table.billingMode = config.billingMode.leaf
    table.writeProvisionedThroughputSettings = writes(settings.tableScaling(.write))
    table.writeOnDemandThroughputSettings = writeCap(config.onDemandThroughput)
    table.warmThroughput = warm(config.warmThroughput)
    table.sseSpecification = settings.isEncrypted.map { enabled in
      var shape = AWSDynamoDBGlobalTable.SSESpecification(sseEnabled: enabled)
      shape.sseType = settings.encryptionType
      return shape
    }
    table.streamSpecification = settings.streamView.map { .init(streamViewType: $0) }
    table.timeToLiveSpecification = settings.expiry.map { expiry in
      var shape = AWSDynamoDBGlobalTable.TimeToLiveSpecification(enabled: expiry.enabled)
      shape.attributeName = expiry.attribute
      return shape
    }
    table.multiRegionConsistency = config.globalTables.value?.consistency.leaf
    table.globalTableWitnesses = settings.context.leaf(
      config.globalTables.value?.witnessRegion ?? .absent
    ).map { region in
      var witness = AWSDynamoDBGlobalTable.GlobalTableWitness()
      witness.region = region
      return [witness]
    }
    return table
  }

  private static func present<Element>(_ list: [Element]) -> [Element]? {
    list.isEmpty ? nil : list
  }

  // MARK: - Keys and indexes

  private static func keySchema(
    _ parts: [KeyPart], _ settings: TableSettings
  ) -> [AWSDynamoDBGlobalTable.KeySchema] {
    settings.keySchema(parts).map { .init(attributeName: $0.name, keyType: $0.role) }
  }

  private static func projection(
    of index: TableIndex, _ settings: TableSettings
  ) -> AWSDynamoDBGlobalTable.Projection {
    var projection = AWSDynamoDBGlobalTable.Projection()
    projection.projectionType = settings.projectionType(of: index)
    projection.nonKeyAttributes = settings.nonKeyAttributes(of: index)
    return projection
  }

  private static func globalIndex(
    _ index: TableIndex, _ settings: TableSettings
  ) -> AWSDynamoDBGlobalTable.GlobalSecondaryIndex? {
    guard let name = index.name.leaf, case .global(let global) = index.kind else { return nil }
    var shape = AWSDynamoDBGlobalTable.GlobalSecondaryIndex(
      indexName: name, keySchema: keySchema(index.parts, settings),
      projection: projection(of: index, settings))
    shape.writeProvisionedThroughputSettings = writes(settings.scaling(of: global, .write))
    shape.writeOnDemandThroughputSettings = writeCap(global.onDemandThroughput)
    shape.warmThroughput = warm(global.warmThroughput)
    return shape
  }

  private static func localIndex(
    _ index: TableIndex, _ settings: TableSettings
  ) -> AWSDynamoDBGlobalTable.LocalSecondaryIndex? {
    guard let name = index.name.leaf else { return nil }
    return AWSDynamoDBGlobalTable.LocalSecondaryIndex(
      indexName: name, keySchema: keySchema(index.parts, settings),
      projection: projection(of: index, settings))
  }

  // MARK: - Capacity

  private static func writes(
    _ scaling: ScalingSettings?
  ) -> AWSDynamoDBGlobalTable.WriteProvisionedThroughputSettings? {
    scaling.map { scaling in
      var shape = AWSDynamoDBGlobalTable.WriteProvisionedThroughputSettings()
      shape.writeCapacityAutoScalingSettings = scaling.embedded
      return shape
    }
  }

  private static func writeCap(
    _ caps: Field<OnDemandThroughput>
  ) -> AWSDynamoDBGlobalTable.WriteOnDemandThroughputSettings? {
    caps.value?.maxWriteRequestUnits.leaf.map { cap in
      var shape = AWSDynamoDBGlobalTable.WriteOnDemandThroughputSettings()
      shape.maxWriteRequestUnits = cap
      return shape
    }
  }

  private static func warm(
    _ warm: Field<WarmThroughput>
  ) -> AWSDynamoDBGlobalTable.WarmThroughput? {
    warm.value.map { warm in
      var shape = AWSDynamoDBGlobalTable.WarmThroughput()
      shape.readUnitsPerSecond = warm.readUnitsPerSecond.leaf
      shape.writeUnitsPerSecond = warm.writeUnitsPerSecond.leaf
      return shape
    }
  }
}

extension ScalingSettings {
  /// Scaling as a part of a global table.
  var embedded: AWSDynamoDBGlobalTable.CapacityAutoScalingSettings {
    var tracking = AWSDynamoDBGlobalTable.TargetTrackingScalingPolicyConfiguration(
      targetValue: targetPercent)
    tracking.disableScaleIn = disableScaleIn
    tracking.scaleInCooldown = scaleInCooldown
    tracking.scaleOutCooldown = scaleOutCooldown
    var shape = AWSDynamoDBGlobalTable.CapacityAutoScalingSettings(
      minCapacity: minimum, maxCapacity: maximum,
      targetTrackingScalingPolicyConfiguration: tracking)
    shape.seedCapacity = seed
    return shape
  }
}
