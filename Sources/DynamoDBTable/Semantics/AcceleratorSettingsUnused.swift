// Settings of a cluster that is not made have no effect.

import ComponentKit
package import Diagnostics
import Provenance

package enum AcceleratorSettingsUnused {
  package static let code = Code("TABLE147", "dax-settings-while-disabled", .warning)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard let cluster = table.config.daxCluster.value, cluster.isIntact,
      cluster.enabled.value != true, let node = table.config.daxCluster.node
    else { return }
    if let decision = cluster.enabled.node, tree.isComputed(decision) { return }
    guard let first = tree.writtenSettings(in: node, except: cluster.enabled.node).first else {
      return
    }
    sink.report(
      Finding(
        code, at: cluster.enabled.node.map { .node($0) } ?? .introduction(cluster.node),
        "the DAX cluster is \(cluster.enabled.isAbsent ? "not enabled" : "disabled"), so its "
          + "settings have no effect",
        help: "write `enabled: true`, or leave them out",
        related: [Related(.introduction(first), "the first of them is here")]))
  }
}
