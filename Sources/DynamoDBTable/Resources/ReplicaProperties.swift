// One replica of a global table: its own settings, and the table's where it says nothing.

import CloudFormation
import ComponentKit
import Provenance
import Shapes

struct ReplicaProperties {
  private typealias Shape = AWSDynamoDBGlobalTable.ReplicaSpecification

  private let settings: TableSettings
  private let place: ReplicaPlace
  private var config: TableConfig { settings.config }
  private var own: Replica? { place.settings }

  init(_ settings: TableSettings, _ place: ReplicaPlace) {
    self.settings = settings
    self.place = place
  }

  /// Why a value of the table stands in a replica, or yields to the replica's own.
  private static let nearest = "what the replica says counts, and else what the table says"

  var properties: AWSDynamoDBGlobalTable.ReplicaSpecification {
    var shape = Shape(
      region: settings.context.leaf(place.written.value, place.cause))
    shape.contributorInsightsSpecification =
      settings.insights(in: own).map(ReplicaProperties.insights)
    shape.deletionProtectionEnabled =
      NearestSetting(
        [own?.deletionProtectionEnabled, config.deletionProtectionEnabled],
        ReplicaProperties.nearest)?.leaf
    let indexes = settings.table.keys.globalIndexes.compactMap(index)
    shape.globalSecondaryIndexes = indexes.isEmpty ? nil : indexes
    shape.kinesisStreamSpecification = dataStream
    shape.pointInTimeRecoverySpecification = recovery
    shape.readOnDemandThroughputSettings = readCap(
      own?.maxReadRequestUnits, config.onDemandThroughput)
    shape.readProvisionedThroughputSettings = reads(
      own?.readCapacity, settings.tableUnits(.read), settings.tableScaling(.read))
    shape.replicaStreamSpecification = streamPolicy
    shape.resourcePolicy = policy
    shape.sseSpecification =
      settings.encryptionType == nil
      ? nil : settings.customerKey(of: place).map { .init(kmsMasterKeyId: $0) }
    shape.tableClass =
      NearestSetting([own?.tableClass, config.tableClass], ReplicaProperties.nearest)?.leaf
    shape.tags = tags
    return shape
  }

  // MARK: - Settings

  private static func insights(
    _ insights: InsightsSettings
  ) -> AWSDynamoDBGlobalTable.ContributorInsightsSpecification {
    var shape = AWSDynamoDBGlobalTable.ContributorInsightsSpecification(enabled: insights.enabled)
    shape.mode = insights.mode
    return shape
  }

  /// A stream that the table names by its own region is the one of that name in this one.
  private var dataStream: AWSDynamoDBGlobalTable.KinesisStreamSpecification? {
    let inherited = config.kinesisStreamSpecification
    guard let stream = (own?.kinesisStreamSpecification.value ?? inherited.value),
      let name = settings.context.leaf(stream.streamArn)
    else { return nil }
    var shape = AWSDynamoDBGlobalTable.KinesisStreamSpecification(
      streamArn: place.region.localized(name))
    shape.approximateCreationDateTimePrecision = settings.precision(of: stream)
    return shape
  }

  private var recovery: AWSDynamoDBGlobalTable.PointInTimeRecoverySpecification? {
    let inherited = settings.recovery
    var shape = AWSDynamoDBGlobalTable.PointInTimeRecoverySpecification()
    var isOn = settings.table.recovery.pointInTimeRecovery
    shape.pointInTimeRecoveryEnabled = inherited?.enabled
    if let own = own?.pointInTimeRecoveryEnabled.traced {
      isOn = own.value
      shape.pointInTimeRecoveryEnabled = .literal(
        own.value,
        inherited.map {
          .derived(from: [own.node] + $0.enabled.cause.nodes, note: ReplicaProperties.nearest)
        } ?? .stated(own.node))
    }
    guard let isOn else { return nil }
    let days = NearestSetting(
      [own?.recoveryPeriodInDays, config.pointInTimeRecovery.value?.recoveryPeriodInDays],
      ReplicaProperties.nearest)
    shape.recoveryPeriodInDays = isOn ? days?.leaf : nil
    return shape
  }

  /// Tags merge as every mapping does: the replica's own, then those of the table that it lacks.
  private var tags: [AWSDynamoDBGlobalTable.Tag]? {
    let own = self.own?.tags.value
    var tags = settings.tags
    if let own {
      let named = own.entries.compactMap { entry in
        entry.value.traced.map { value in
          let replaced = tags.filter { $0.key == entry.key }.flatMap(\.value.cause.nodes)
          let cause: Cause =
            replaced.isEmpty
            ? .stated(value.node)
            : .derived(from: [value.node] + replaced, note: ReplicaProperties.nearest)
          return (key: entry.key, value: settings.context.leaf(value.value, cause))
        }
      }
      tags = named + tags.filter { tag in !named.contains { $0.key == tag.key } }
    }
    return tags.isEmpty
      ? nil : tags.map { .init(key: .literal($0.key, $0.value.cause), value: $0.value) }
  }

  // MARK: - Policies

  /// A replica elsewhere cannot be created with a policy: it gets it when the phase is complete.
  private var condition: String? {
    place.region.name == nil ? nil : PhaseParameter.condition
  }

  private var policy: Conditional<AWSDynamoDBGlobalTable.ResourcePolicy>? {
    settings.resourcePolicy(own?.resourcePolicy ?? .absent, in: place.region).map { policy in
      Conditional(
        .init(policyDocument: policy.document), when: condition,
        policy.cause.leading(to: PhaseParameter.reason))
    }
  }

  private var streamPolicy: Conditional<AWSDynamoDBGlobalTable.ReplicaStreamSpecification>? {
    guard let written = config.streamSpecification.value?.resourcePolicy.node,
      settings.table.hasStream == true
    else { return nil }
    let cause = Cause.derived(written, PhaseParameter.reason)
    let document = place.region.localized(settings.context.document(written))
    return Conditional(
      .init(resourcePolicy: Conditional(.init(policyDocument: document), cause)), when: condition,
      cause)
  }

  // MARK: - Capacity

  private func readCap(
    _ own: Field<Int>?, _ caps: Field<OnDemandThroughput>
  ) -> AWSDynamoDBGlobalTable.ReadOnDemandThroughputSettings? {
    let cap = NearestSetting([own, caps.value?.maxReadRequestUnits], ReplicaProperties.nearest)
    return cap.map { cap in
      var shape = AWSDynamoDBGlobalTable.ReadOnDemandThroughputSettings()
      shape.maxReadRequestUnits = cap.leaf
      return shape
    }
  }

  private func reads(
    _ own: Field<ReplicaReadCapacity>?, _ units: Field<Int>, _ inherited: ScalingSettings?
  ) -> AWSDynamoDBGlobalTable.ReadProvisionedThroughputSettings? {
    guard settings.table.isProvisioned == true else { return nil }
    var shape = AWSDynamoDBGlobalTable.ReadProvisionedThroughputSettings()
    switch own {
    case .given(.fixed(let units), let node)?:
      shape.readCapacityUnits = .literal(units, .stated(node))
    case .given(.autoScaled(let scaling), _)?:
      shape.readCapacityAutoScalingSettings = ScalingSettings([scaling])?.embedded
    case .absent?, .broken?, nil:
      if let inherited {
        shape.readCapacityAutoScalingSettings = inherited.embedded
      } else if let units = units.leaf {
        shape.readCapacityUnits = units
      } else {
        return nil
      }
    }
    return shape
  }

  /// Nil for an index of which nothing is to be said in this region.
  private func index(
    _ index: TableIndex
  ) -> AWSDynamoDBGlobalTable.ReplicaGlobalSecondaryIndexSpecification? {
    guard let name = index.name.leaf, case .global(let global) = index.kind else { return nil }
    let own = (self.own?.globalSecondaryIndexes.value?.elements ?? [])
      .first { $0.value.indexName.value == index.name.value }?.value
    let cause = [own?.indexName.node].compactMap { $0 }
    var shape = AWSDynamoDBGlobalTable.ReplicaGlobalSecondaryIndexSpecification(
      indexName: cause.isEmpty
        ? name
        : name.caused(
          by: .derived(from: cause + name.cause.nodes, note: "an index of the table")))
    shape.contributorInsightsSpecification =
      settings.insights(of: global, own, in: self.own).map(ReplicaProperties.insights)
    shape.readOnDemandThroughputSettings = readCap(
      own?.maxReadRequestUnits, global.onDemandThroughput)
    shape.readProvisionedThroughputSettings = reads(
      own?.readCapacity, settings.units(of: global, .read), settings.scaling(of: global, .read))
    let saysNothing =
      shape.contributorInsightsSpecification == nil
      && shape.readOnDemandThroughputSettings == nil
      && shape.readProvisionedThroughputSettings == nil
    return saysNothing && own == nil ? nil : shape
  }
}

// MARK: - What no replica takes from the table

extension TableSettings {
  /// What is said of the table as a whole, and what every replica replaces.
  var settingsOfNoReplica: [NodeID?] {
    guard table.isGlobal else { return [] }
    var nodes: [NodeID?] = []
    if replicas.allSatisfy({ $0.settings?.kinesisStreamSpecification.isAbsent == false }) {
      nodes.append(config.kinesisStreamSpecification.node)
    }
    if replicas.allSatisfy({ $0.settings?.resourcePolicy.isAbsent == false }) {
      nodes.append(config.resourcePolicy.node)
    }
    return nodes
  }

  /// Read capacity of the table, or of an index, that every replica replaces with its own.
  var readCapacityOfNoReplica: [NodeID] {
    guard table.isGlobal else { return [] }
    var nodes: [NodeID?] = []
    if replicas.allSatisfy({ $0.settings?.readCapacity.isAbsent == false }) {
      nodes += [tableUnits(.read).node, config.autoScaling.value?.readCapacity.node]
    }
    for index in table.keys.globalIndexes {
      guard let name = index.name.value, case .global(let global) = index.kind else { continue }
      let isReplaced = replicas.allSatisfy { replica in
        (replica.settings?.globalSecondaryIndexes.value?.elements ?? []).contains {
          $0.value.indexName.value == name && !$0.value.readCapacity.isAbsent
        }
      }
      if isReplaced {
        nodes += [units(of: global, .read).node, global.autoScaling.value?.readCapacity.node]
      }
    }
    return nodes.compactMap { $0 }
  }
}
