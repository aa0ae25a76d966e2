// Either every replica of a global table has a customer key or none has.

import AWSNames
import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum KeyOfSomeReplicas {
  package static let code = Code("TABLE106", "key-for-some-replicas", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    let replicas = table.replicas.all
    guard !replicas.isEmpty, table.replicas.isIntact, !table.config.sseSpecification.isBroken,
      table.config.sseSpecification.value?.kmsMasterKeyId.isBroken != true,
      !replicas.contains(where: { $0.settings?.kmsKeyId.isBroken == true })
    else { return }
    let keyOfTable = table.config.sseSpecification.value?.kmsMasterKeyId.traced
    // A bare alias, or the id of a multi-region key, names a key in every region.
    if let keyOfTable, !isRegional(keyOfTable.value) { return }
    var keyed = replicas.compactMap { $0.settings?.kmsKeyId.node }
    var keyless = replicas.filter { $0.settings?.kmsKeyId.isAbsent != false }
    if let keyOfTable {
      keyed.append(keyOfTable.node)
      let home = placement.homeRegion
      keyless.removeAll { $0.name == home }
    }
    guard let witness = keyed.first else { return }
    for replica in keyless {
      sink.report(
        Finding(
          code, at: .node(replica.region.node),
          "the replica in `\(replica.region.value.written)` names no key, but another one does",
          help: "give every entry of `replicationGroup` a `kmsKeyId` of its region, or none",
          related: [Related(.node(witness), "a key is named here")]))
    }
  }

  private static func isRegional(_ text: Text) -> Bool {
    switch text.keyName {
    case .keyARN, .aliasARN: return true
    case .keyID(let id): return !id.hasPrefix("mrk-")
    case .alias, nil: return false
    }
  }
}
