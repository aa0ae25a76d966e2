// Each node of a DAX cluster lies in a zone: the list of zones has an entry for each.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum AcceleratorZoneCount {
  package static let code = Code("TABLE144", "dax-zones-of-other-count", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard let cluster = table.config.daxCluster.value, cluster.enabled.value == true else { return }
    guard let zones = cluster.availabilityZones.traced, zones.value.isIntact,
      !cluster.replicationFactor.isBroken
    else {
      return
    }
    let nodeCount = cluster.replicationFactor.value ?? nodeCountDefault
    let count = zones.value.count
    guard count != nodeCount else { return }
    sink.report(
      Finding(
        code, at: .introduction(zones.node),
        "the DAX cluster has \(nodeCount) nodes, but \(count == 1 ? "one zone" : "\(count) zones")",
        help: "list a zone for each node; one may be listed twice",
        related: cluster.replicationFactor.node.map {
          [Related(.node($0), "the number of nodes is set here")]
        } ?? []))
  }

  /// What the base layer gives a cluster that says nothing.
  private static let nodeCountDefault = 3
}
