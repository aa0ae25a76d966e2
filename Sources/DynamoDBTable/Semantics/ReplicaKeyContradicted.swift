// A replica has one key: what the table says of keys must leave room for those of its replicas.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum ReplicaKeyContradicted {
  package static let code = Code("TABLE107", "replica-key-contradicted", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    let keyed = table.replicas.all.compactMap { replica in
      replica.settings?.kmsKeyId.traced.map { (replica: replica, key: $0) }
    }
    guard let first = keyed.first else { return }
    if case .given(true, let node)? = table.config.kmsKey.value?.create,
      tree.isWritten(node)
    {
      report(
        first.key.node, "the replica names a key, but `kmsKey` asks for one to be created",
        "leave out `kmsKey.create`, or the keys of the replicas", node, &sink)
    } else if let own = table.config.sseSpecification.value?.kmsMasterKeyId.traced {
      let home = placement.homeRegion
      guard let other = keyed.first(where: { $0.replica.name == home }),
        other.key.value.written != own.value.written
      else { return }
      report(
        other.key.node,
        "the replica in `\(home)` is the table of the stack, which names another key",
        "leave out one of the two keys", own.node, &sink)
    }
  }

  private static func report(
    _ key: NodeID, _ message: String, _ help: String, _ other: NodeID, _ sink: inout Sink
  ) {
    sink.report(
      Finding(
        code, at: .node(key), message, help: help,
        related: [Related(.node(other), "the table says so here")]))
  }
}
