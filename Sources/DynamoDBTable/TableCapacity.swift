// Capacity of the table and of its global indexes as one list, wherever it was written.

import ServiceSpec
package import Provenance
package import Shapes

package enum CapacityDirection: String, Sendable, CaseIterable {
  case read, write

  /// The property that provisions it.
  package var unitsKey: String { "\(rawValue)CapacityUnits" }
}

/// The limits that capacity scales within, in one direction.
package struct ScalingLimits: Sendable {
  /// What scales, for messages: `write capacity of index …`.
  package let title: String
  package let node: NodeID
  package let direction: CapacityDirection
  package let minimum: Field<Int>
  package let maximum: Field<Int>
  package let seed: Field<Int>
  package let actions: Field<List<ScheduledScaling>>
  /// The mappings they were written in: two, if both places of the table's scaling were used.
  package let mappings: [NodeID]

  package init(_ settings: [CapacityScaling], _ direction: CapacityDirection, of owner: String) {
    title = "\(direction.rawValue) capacity of \(owner)"
    self.direction = direction
    mappings = settings.map { $0.node }
    node = mappings[0]
    minimum = firstGiven(settings.map { $0.minCapacity })
    maximum = firstGiven(settings.map { $0.maxCapacity })
    seed = firstGiven(settings.map { $0.seedCapacity })
    actions = firstGiven(settings.map { $0.scheduledActions })
  }
}

/// What was said about capacity in one direction.
package struct DirectedCapacity: Sendable {
  package let direction: CapacityDirection
  package let units: Field<Int>
  package let scaling: Field<ScalingLimits>
  /// The most that on-demand billing may consume.
  package let cap: Field<Int>
  package let warm: Field<Int>
}

/// The table or a global index: what capacity is provisioned for.
package struct CapacityOwner: Sendable {
  package let title: String
  /// Nil for the table.
  package let indexName: String?
  /// Where the absence of capacity is said; the table's is said at its billing mode.
  package let place: NodeID
  package let mapping: NodeID
  package let throughput: NodeID?
  /// `autoScaling` beside the throughput, not within it.
  package let ownScaling: NodeID?
  /// Every place that asks for scaling.
  package let scaling: [NodeID]
  package let onDemandThroughput: NodeID?
  package let directions: [DirectedCapacity]

  package var isTable: Bool { indexName == nil }
}

private func firstGiven<Value>(_ fields: [Field<Value>]) -> Field<Value> {
  fields.first { !$0.isAbsent } ?? .absent
}

private func property<Outer, Inner>(
  of field: Field<Outer>, _ read: (Outer) -> Field<Inner>
) -> Field<Inner> {
  switch field {
  case .absent: return .absent
  case .broken(let node): return .broken(node)
  case .given(let value, _): return read(value)
  }
}

private func limits(
  _ fields: [Field<CapacityScaling>], _ direction: CapacityDirection, of owner: String
) -> Field<ScalingLimits> {
  if let broken = fields.first(where: { $0.isBroken }) {
    return broken.node.map { .broken($0) } ?? .absent
  }
  if fields.allSatisfy({ $0.isAbsent }) { return .absent }
  let settings = fields.compactMap { $0.value }
  guard let first = settings.first else { return .absent }
  return .given(ScalingLimits(settings, direction, of: owner), first.node)
}

// MARK: - The owners

/// All capacity of a table.
package struct TableCapacity: Sendable {
  /// The table first, then its global indexes.
  package let owners: [CapacityOwner]
  /// Everything that scales, in the replicas of a global table as well.
  package let scalings: [ScalingLimits]

  init(_ config: TableConfig, named name: NodeID) {
    owners =
      [config.tableCapacity(named: name)]
      + (config.globalSecondaryIndexes.value?.elements ?? []).map { $0.value.capacity }
    scalings =
      owners.flatMap { owner in owner.directions.compactMap { $0.scaling.value } }
      + config.replicaScalings
  }
}

extension Table {
  package var capacityOwners: [CapacityOwner] { capacity.owners }

  package var scalings: [ScalingLimits] { capacity.scalings }

  /// Whether some replica sets the read capacity of the table (nil) or of an index itself.
  package func replicasSetReadCapacity(ofIndex name: String?) -> Bool {
    (config.globalTables.value?.replicationGroup.value?.elements ?? []).contains { replica in
      guard let name else { return !replica.value.readCapacity.isAbsent }
      return (replica.value.globalSecondaryIndexes.value?.elements ?? []).contains {
        $0.value.indexName.value == name && !$0.value.readCapacity.isAbsent
      }
    }
  }
}

extension TableConfig {
  fileprivate func tableCapacity(named name: NodeID) -> CapacityOwner {
    let throughput = provisionedThroughput
    let scalings = [autoScaling, property(of: throughput) { $0.autoScaling }]
    func directed(
      _ direction: CapacityDirection, _ units: (TableThroughput) -> Field<Int>,
      _ scaling: (AutoScaling) -> Field<CapacityScaling>,
      _ cap: (OnDemandThroughput) -> Field<Int>, _ warm: (WarmThroughput) -> Field<Int>
    ) -> DirectedCapacity {
      DirectedCapacity(
        direction: direction, units: property(of: throughput, units),
        scaling: limits(scalings.map { property(of: $0, scaling) }, direction, of: "the table"),
        cap: property(of: onDemandThroughput, cap),
        warm: property(of: warmThroughput, warm))
    }
    return CapacityOwner(
      title: "the table", indexName: nil, place: billingMode.node ?? name,
      mapping: node, throughput: throughput.node,
      ownScaling: autoScaling.node, scaling: scalings.compactMap { $0.node },
      onDemandThroughput: onDemandThroughput.node,
      directions: [
        directed(
          .read, { $0.readCapacityUnits }, { $0.readCapacity }, { $0.maxReadRequestUnits },
          { $0.readUnitsPerSecond }),
        directed(
          .write, { $0.writeCapacityUnits }, { $0.writeCapacity }, { $0.maxWriteRequestUnits },
          { $0.writeUnitsPerSecond }),
      ])
  }

  fileprivate var replicaScalings: [ScalingLimits] {
    var found: [ScalingLimits] = []
    for replica in globalTables.value?.replicationGroup.value?.elements ?? [] {
      let region = replica.value.region.value.map { "`\($0.written)`" } ?? "this region"
      if case .autoScaled(let settings)? = replica.value.readCapacity.value {
        found.append(ScalingLimits([settings], .read, of: "the replica in \(region)"))
      }
      for index in replica.value.globalSecondaryIndexes.value?.elements ?? [] {
        guard case .autoScaled(let settings)? = index.value.readCapacity.value else { continue }
        let title = index.value.indexName.value.map { "index `\($0)`" } ?? "this index"
        found.append(ScalingLimits([settings], .read, of: "\(title) in \(region)"))
      }
    }
    return found
  }
}

extension GlobalIndex {
  fileprivate var capacity: CapacityOwner {
    let title = indexName.value.map { "index `\($0)`" } ?? "this index"
    func directed(
      _ direction: CapacityDirection, _ units: (IndexThroughput) -> Field<Int>,
      _ scaling: (AutoScaling) -> Field<CapacityScaling>,
      _ cap: (OnDemandThroughput) -> Field<Int>, _ warm: (WarmThroughput) -> Field<Int>
    ) -> DirectedCapacity {
      DirectedCapacity(
        direction: direction, units: property(of: provisionedThroughput, units),
        scaling: limits([property(of: autoScaling, scaling)], direction, of: title),
        cap: property(of: onDemandThroughput, cap), warm: property(of: warmThroughput, warm))
    }
    return CapacityOwner(
      title: title, indexName: indexName.value ?? "", place: indexName.node ?? node,
      mapping: node, throughput: provisionedThroughput.node, ownScaling: autoScaling.node,
      scaling: [autoScaling.node].compactMap { $0 }, onDemandThroughput: onDemandThroughput.node,
      directions: [
        directed(
          .read, { $0.readCapacityUnits }, { $0.readCapacity }, { $0.maxReadRequestUnits },
          { $0.readUnitsPerSecond }),
        directed(
          .write, { $0.writeCapacityUnits }, { $0.writeCapacity }, { $0.maxWriteRequestUnits },
          { $0.writeUnitsPerSecond }),
      ])
  }
}

extension CapacityOwner {
  /// A key was reported that may be the capacity, or the scaling, that seems to be missing.
  package func holdsUnknownKey(_ tree: Tree) -> Bool {
    ([mapping, throughput].compactMap { $0 } + scaling).contains { tree.holdsUnknownKey($0) }
  }
}
