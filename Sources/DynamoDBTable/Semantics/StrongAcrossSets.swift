// Strong consistency is offered within a few sets of regions, not between them.

import AWSNames
import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum StrongAcrossSets {
  package static let code = Code("TABLE116", "strong-across-region-sets", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard table.isStrong == true, table.replicas.partitions.count == 1 else { return }
    var regions = table.replicas.all.compactMap { replica in
      replica.place.map { Traced($0, replica.region.node) }
    }
    if let witness = table.config.globalTables.value?.witnessRegion.traced,
      let name = witness.value.literal, let region = Region(named: name)
    {
      regions.append(Traced(region, witness.node))
    }
    let home = regions.first { !$0.value.strongConsistencySet.isEmpty }
    let set = home?.value.strongConsistencySet ?? []
    for region in regions where !set.contains(region.value) {
      guard let home else {
        // Where no region offers it, one place says it for all.
        sink.report(
          Finding(
            code, at: .node(region.node),
            "`\(region.value)` does not offer strong consistency", help: offers))
        return
      }
      sink.report(
        Finding(
          code, at: .node(region.node),
          "`\(region.value)` cannot be strongly consistent with `\(home.value)`",
          help: "choose from " + set.map { "`\($0)`" }.joined(separator: ", "),
          related: [Related(.node(home.node), "`\(home.value)` is listed here")]))
    }
  }

  private static var offers: String {
    "it is offered within "
      + Region.strongConsistencySets.map { set in
        set.map { "`\($0)`" }.joined(separator: ", ")
      }.joined(separator: "; within ")
  }
}
