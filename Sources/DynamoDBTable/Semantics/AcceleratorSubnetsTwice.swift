// The subnets of a DAX cluster come from an existing group or from a list, not from both.

import ComponentKit
package import Diagnostics
import Provenance

package enum AcceleratorSubnetsTwice {
  package static let code = Code("TABLE142", "dax-subnets-twice", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard let cluster = table.config.daxCluster.value, cluster.enabled.value == true else { return }
    guard let name = cluster.subnetGroupName.node, let list = cluster.subnetIds.node else { return }
    sink.report(
      Finding(
        code, at: .introduction(list),
        "the DAX cluster has both `subnetIds` and `subnetGroupName`",
        help: "leave one of them out",
        related: [Related(.introduction(name), "the existing group is named here")]))
  }
}
