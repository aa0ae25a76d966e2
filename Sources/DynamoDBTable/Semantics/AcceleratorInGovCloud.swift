// DAX does not exist in every partition of AWS.

import AWSNames
import ComponentKit
package import Diagnostics
import Provenance

package enum AcceleratorInGovCloud {
  package static let code = Code("TABLE145", "dax-in-govcloud", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard let cluster = table.config.daxCluster.value, cluster.enabled.value == true else { return }
    guard let home = HomeRegion(placement, tree), !home.region.hasAccelerator else { return }
    sink.report(
      Finding(
        code, at: .introduction(cluster.node), "there is no DAX in `\(home.region)`",
        help: "leave the cluster out, or enable it in other environments only: "
          + "`enabled: ${envIs:NAME}`",
        related: home.related))
  }
}
