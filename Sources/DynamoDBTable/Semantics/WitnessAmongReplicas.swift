// A witness holds no data, a replica does: a region is one of them.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum WitnessAmongReplicas {
  package static let code = Code("TABLE120", "witness-among-replicas", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard table.isStrong == true,
      let witness = table.config.globalTables.value?.witnessRegion.traced,
      let name = witness.value.literal,
      let replica = table.replicas.all.first(where: { $0.name == name })
    else { return }
    sink.report(
      Finding(
        code, at: .node(witness.node), "the witness region `\(name)` holds a replica",
        help: "name a region without a replica",
        related: [Related(.node(replica.region.node), "the replica is here")]))
  }
}
