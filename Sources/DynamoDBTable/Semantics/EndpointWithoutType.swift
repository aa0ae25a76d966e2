// The two kinds of endpoint have nothing in common but their purpose: one has to be chosen.

import ComponentKit
package import Diagnostics
import Provenance

package enum EndpointWithoutType {
  package static let code = Code("TABLE134", "endpoint-without-type", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard let endpoint = table.config.vpcEndpoint.value, endpoint.type.isAbsent,
      endpoint.isIntact
    else { return }
    let isGateway = !endpoint.routeTableIds.isAbsent
    let isInterface = !endpoint.subnetIds.isAbsent || !endpoint.securityGroupIds.isAbsent
    sink.report(
      Finding(
        code, at: .introduction(endpoint.node), "the VPC endpoint has no type",
        help: isGateway == isInterface
          ? "write `type: gateway`, which costs nothing, or `type: interface`"
          : "write `type: \(isGateway ? "gateway" : "interface")`"))
  }
}
