// Strong consistency is a majority of three regions: three replicas, or two and a witness.

import ComponentKit
package import Diagnostics
import Provenance

package enum StrongRegionCount {
  package static let code = Code("TABLE115", "strong-region-count", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard table.isStrong == true, table.replicas.isIntact, !table.replicas.all.isEmpty,
      let global = table.config.globalTables.value, let wish = global.consistency.node,
      !global.witnessRegion.isBroken
    else { return }
    let count = table.replicas.all.count
    let hasWitness = !global.witnessRegion.isAbsent
    guard count != (hasWitness ? 2 : 3) else { return }
    let replicas = count == 1 ? "one replica" : "\(count) replicas"
    sink.report(
      Finding(
        code, at: .node(wish),
        "strong consistency takes three regions, but there "
          + "\(count == 1 && !hasWitness ? "is" : "are") \(replicas)"
          + (hasWitness ? " and a witness" : ""),
        help: hasWitness
          ? "list two regions beside `witnessRegion`, or leave it out and list three"
          : count == 2 ? "list a third region, or name a `witnessRegion`" : "list three regions",
        related: table.replicas.node.map { [Related(.introduction($0), "the replicas are here")] }
          ?? []))
  }
}
