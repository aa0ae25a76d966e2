// The parameters of a DAX cluster come from an existing group or from a list, not from both.

import ComponentKit
package import Diagnostics
import Provenance

package enum AcceleratorParametersTwice {
  package static let code = Code("TABLE143", "dax-parameters-twice", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard let cluster = table.config.daxCluster.value, cluster.enabled.value == true else { return }
    guard let name = cluster.parameterGroupName.node, let list = cluster.parameters.node else {
      return
    }
    sink.report(
      Finding(
        code, at: .introduction(list),
        "the DAX cluster has both `parameters` and `parameterGroupName`",
        help: "leave one of them out",
        related: [Related(.introduction(name), "the existing group is named here")]))
  }
}
