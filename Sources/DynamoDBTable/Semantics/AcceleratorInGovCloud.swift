// DAX does not exist in every partition of AWS.

import AWSNames
import ComponentKit
package import Diagnostics
import Provenance

package enum AcceleratorInGovCloud {
  package static let code = Code("TABLE145", "dax-in-govcloud", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard let cluster = table.config.daxCluster.value, cluster.enabled.value == true else { return }
    guard let chosen = placement.region, let region = Region(named: chosen.value),
      !region.hasAccelerator
    else { return }
    let isWritten = tree.kind(of: tree.content(of: chosen.node)) == .string
    sink.report(
      Finding(
        code, at: .introduction(cluster.node), "there is no DAX in `\(region)`",
        help: "leave the cluster out, or enable it in other environments only: "
          + "`enabled: ${envIs:NAME}`",
        related: isWritten ? [Related(.node(chosen.node), "the region is chosen here")] : []))
  }
}
