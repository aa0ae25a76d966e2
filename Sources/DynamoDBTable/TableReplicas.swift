// The regions of a global table, from whichever of its two lists names them.

package import AWSNames
package import Provenance
package import Shapes

/// One region that holds a copy of the table.
package struct TableReplica: Sendable {
  package let region: Traced<Text>
  /// What the replication group says of it, when it says anything.
  package let settings: Replica?

  /// The region's name, when it is known now.
  package var name: String? { region.value.literal }

  package var place: Region? { name.flatMap { Region(named: $0) } }
}

package struct TableReplicas: Sendable {
  /// `regions`, unless a layer of ours named them and the user's group names others.
  package let listed: Field<List<Text>>
  package let group: Field<List<Replica>>
  /// The union of both lists, in their order, each region once.
  package let all: [TableReplica]
  /// Every region is known: nothing was reported, and no reference hides a name.
  package let isIntact: Bool

  package init(_ config: TableConfig, in tree: Tree) {
    var listed = config.globalTables.value?.regions ?? .absent
    let group = config.globalTables.value?.replicationGroup ?? .absent
    // A layer's regions fill a gap: a group that a person wrote leaves none.
    if let suggested = listed.node, let own = group.node, !tree.isWritten(suggested),
      tree.isWritten(own)
    {
      listed = .absent
    }
    self.listed = listed
    self.group = group
    var settings: [String: Replica] = [:]
    var grouped: [Traced<Text>] = []
    for replica in group.value?.elements ?? [] {
      guard let region = replica.value.region.traced else { continue }
      if settings.updateValue(replica.value, forKey: region.value.written) == nil {
        grouped.append(region)
      }
    }
    var seen: Set<String> = []
    all = ((listed.value?.elements ?? []) + grouped).compactMap { region in
      guard seen.insert(region.value.written).inserted else { return nil }
      return TableReplica(region: region, settings: settings[region.value.written])
    }
    isIntact =
      !config.globalTables.isBroken && !listed.isBroken && !group.isBroken
      && listed.value?.isIntact != false
      && group.value?.isIntact != false
      && group.value?.elements.allSatisfy { $0.value.region.value != nil } != false
      && all.allSatisfy { $0.name != nil }
  }

  /// The list that names the regions, for findings about them all.
  package var node: NodeID? { listed.node ?? group.node }

  package func contains(_ region: String) -> Bool { all.contains { $0.name == region } }

  package var partitions: Set<Partition> { Set(all.compactMap { $0.place?.partition }) }
}

// MARK: - Questions about the whole table

extension Table {
  /// Whether every region reads the latest write of any other; nil when what decides it
  /// was reported.
  package var isStrong: Bool? {
    guard let global = config.globalTables.value else {
      return config.globalTables.isBroken ? nil : false
    }
    return global.consistency.isBroken ? nil : global.consistency.value == .strong
  }
}
