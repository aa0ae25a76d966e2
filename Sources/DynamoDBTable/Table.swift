// A table: what was configured, read once, with the answers every rule needs.

package import ComponentKit
package import Diagnostics
package import Provenance
package import ServiceSpec
import Shapes

package struct Table: Component {
  package static let type = ComponentType.dynamodbTable

  package let entry: ComponentEntry
  package let config: TableConfig
  package let keys: TableKeys
  package let replicas: TableReplicas
  package let recovery: TableRecovery
  /// Each key as it was written, the table's first.
  package let writtenKeys: [WrittenKey]
  package let capacity: TableCapacity
  /// The keys of the stack's own region that can be read now; what holds a reference is passed by.
  package let namedKeys: [NamedKey]
  /// The lists of indexes that the component itself leaves empty.
  let emptyIndexLists: [EmptyIndexList]
  /// A key of the configuration was reported as unknown: what seems to be missing may be it.
  package let holdsUnknownKey: Bool

  package init(_ entry: ComponentEntry, config: NodeID, in tree: Tree) {
    self.entry = entry
    var isIntact = true
    // A configuration that is no mapping was reported; its properties are then all absent.
    self.config =
      TableConfig.decode(config, in: tree, &isIntact) ?? TableConfig(empty: config)
    keys = TableKeys(self.config)
    replicas = TableReplicas(self.config, in: tree)
    recovery = TableRecovery(self.config, in: tree)
    // Dozens of rules ask these: they are worked out once.
    writtenKeys = WrittenKey.all(of: self.config, keys, named: entry.name.node)
    capacity = TableCapacity(self.config, named: entry.name.node)
    namedKeys = NamedKey.all(of: self.config)
    emptyIndexLists = Table.emptyIndexLists(of: self.config, in: entry.config, tree)
    holdsUnknownKey = tree.holdsUnknownKey(config)
  }

  /// An environment's empty list takes away the indexes that the component has: that is a wish.
  private static func emptyIndexLists(
    of config: TableConfig, in written: NodeID?, _ tree: Tree
  ) -> [EmptyIndexList] {
    guard let written else { return [] }
    let extent = written..<tree.after(written)
    var lists: [EmptyIndexList] = []
    if config.globalSecondaryIndexes.value?.count == 0,
      let node = config.globalSecondaryIndexes.node, extent.contains(node)
    {
      lists.append(EmptyIndexList(kind: "global", node: node))
    }
    if config.localSecondaryIndexes.value?.count == 0,
      let node = config.localSecondaryIndexes.node, extent.contains(node)
    {
      lists.append(EmptyIndexList(kind: "local", node: node))
    }
    return lists
  }

  package func check(in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    TableSemantics.check(self, in: placement, tree, &sink)
  }

  package var hasRole: Bool { false }

  /// DAX-1 and ENC-3: a cache may be left unencrypted, and a key opened to others.
  package var mayMissCommercial: Bool {
    !config.daxCluster.isAbsent || !config.kmsKey.isAbsent
  }

  package var variables: [Traced<String>] { [] }

  package func check(among neighbours: Neighbours, _ tree: Tree, _ sink: inout Sink) {
    EmptyIndexList.check(self, &sink)
  }
}

// MARK: - Settings that are written in several places

extension Table {
  /// On-demand unless PROVISIONED is asked for; nil when the mode was reported.
  package var isProvisioned: Bool? {
    config.billingMode.isBroken ? nil : config.billingMode.value == .provisioned
  }

  /// Replication makes it a global table, a different resource with other rules.
  package var isGlobal: Bool { !config.globalTables.isAbsent }

  /// Whether the table has a stream; nil when what decides it was reported.
  package var hasStream: Bool? {
    switch config.streamSpecification {
    case .broken: return nil
    case .absent: return isGlobal ? true : holdsUnknownKey ? nil : false
    case .given(let stream, _):
      switch stream.streamEnabled {
      case .broken: return nil
      case .given(let isEnabled, _): return isEnabled
      case .absent:
        if isGlobal || !stream.streamViewType.isAbsent { return true }
        return stream.isIntact ? false : nil
      }
    }
  }
}
