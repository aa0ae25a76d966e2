// Nothing is replicated from one partition of AWS to another.

import AWSNames
import ComponentKit
package import Diagnostics
import Provenance

package enum ReplicasAcrossPartitions {
  package static let code = Code("TABLE105", "replicas-across-partitions", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard let first = table.replicas.all.first(where: { $0.place != nil }),
      let home = first.place?.partition
    else { return }
    for replica in table.replicas.all {
      guard let place = replica.place, place.partition != home else { continue }
      sink.report(
        Finding(
          code, at: .node(replica.region.node),
          "`\(place)` lies in partition `\(place.partition.name)`, other replicas in "
            + "`\(home.name)`",
          help: "a global table stays in one partition; make a table of its own for the other",
          related: [Related(.node(first.region.node), "this replica lies in `\(home.name)`")]))
    }
  }
}
