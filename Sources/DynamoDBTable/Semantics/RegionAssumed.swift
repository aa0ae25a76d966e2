// A global table has to know its own region: without one it takes a fixed one.

import ComponentKit
package import Diagnostics
import Provenance

package enum RegionAssumed {
  package static let code = Code("TABLE100", "region-assumed", .note)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard table.isGlobal, placement.region == nil, let node = table.config.globalTables.node,
      // Without a replica there, that is the mistake, and it says what was assumed.
      !table.replicas.isIntact || table.replicas.contains(Table.assumedRegion)
    else { return }
    sink.report(
      Finding(
        code, at: .introduction(node),
        "no region is chosen for this global table, so `\(Table.assumedRegion)` counts",
        help: "write `region: \(Table.assumedRegion)`, or the region of the stack"))
  }
}
