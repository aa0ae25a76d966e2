// One stack in one region makes a global table, and that region is among the replicas.

import ComponentKit
package import Diagnostics
import Provenance

package enum StackRegionWithoutReplica {
  package static let code = Code("TABLE104", "stack-region-without-replica", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard table.replicas.isIntact, !table.replicas.all.isEmpty, let node = table.replicas.node
    else {
      return
    }
    let region = placement.homeRegion
    guard !table.replicas.contains(region) else { return }
    guard placement.region != nil else {
      let names = table.replicas.all.compactMap(\.name)
      sink.report(
        Finding(
          code, at: .introduction(node),
          "no region is chosen, so the stack goes to `\(region)`, where the table has no replica",
          help: "write `region: \(names[0])` in the spec, or add `\(region)` here"))
      return
    }
    sink.report(
      Finding(
        code, at: .introduction(node),
        "the table has no replica in `\(region)`, the region of its stack",
        help: "add `\(region)`, or deploy the stack to a region that is listed",
        related: HomeRegion(placement, tree)?.related ?? []))
  }
}
