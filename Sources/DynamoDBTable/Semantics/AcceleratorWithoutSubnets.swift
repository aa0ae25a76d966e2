// The nodes of a DAX cluster lie in the subnets of a VPC.

import ComponentKit
package import Diagnostics
import Provenance

package enum AcceleratorWithoutSubnets {
  package static let code = Code("TABLE141", "dax-without-subnets", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard let cluster = table.config.daxCluster.value, cluster.enabled.value == true else { return }
    guard cluster.subnetGroupName.isAbsent, cluster.subnetIds.isAbsent else { return }
    sink.report(
      Finding(
        code, at: .introduction(cluster.node), "the DAX cluster is in no subnets",
        help: "write `subnetIds`, or the `subnetGroupName` of an existing group"))
  }
}
