// A DAX cluster cannot be made without saying of what.

import ComponentKit
package import Diagnostics
import Provenance

package enum AcceleratorWithoutNodeType {
  package static let code = Code("TABLE140", "dax-without-node-type", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard let cluster = table.config.daxCluster.value, cluster.enabled.value == true else { return }
    guard cluster.nodeType.isAbsent else { return }
    sink.report(
      Finding(
        code, at: .introduction(cluster.node), "the DAX cluster has no node type",
        help: "write `nodeType: dax.r5.large`, or another that the region has"))
  }
}
