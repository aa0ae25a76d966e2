// A global table has to know its own region: without one it takes a fixed one.

import ComponentKit
package import Diagnostics
import Provenance
import ServiceSpec

package enum RegionAssumed {
  package static let code = Code("TABLE100", "region-assumed", .note)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard table.isGlobal, placement.region == nil, let node = table.config.globalTables.node,
      // Without a replica there, that is the mistake, and it says what was assumed.
      !table.replicas.isIntact || table.replicas.contains(Placement.assumedRegion)
    else { return }
    sink.report(
      Finding(
        // A tier's own replicas have no line in the spec: the table is what is replicated.
        code, at: tree.isWritten(node) ? .introduction(node) : .node(table.entry.name.node),
        "no region is chosen for this global table, so `\(Placement.assumedRegion)` counts",
        help: "write `region: \(Placement.assumedRegion)`, or the region of the stack"))
  }
}
