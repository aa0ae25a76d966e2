// A gateway is reached through route tables, an interface through subnets.

import ComponentKit
package import Diagnostics
import Provenance

package enum EndpointSettingOfOtherType {
  package static let code = Code("TABLE135", "endpoint-setting-of-other-type", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard let endpoint = table.config.vpcEndpoint.value, let type = endpoint.type.traced else {
      return
    }
    let wrong: [(name: String, node: NodeID?)]
    switch type.value {
    case .gateway:
      wrong = [
        ("subnetIds", endpoint.subnetIds.node),
        ("securityGroupIds", endpoint.securityGroupIds.node),
      ]
    case .interface: wrong = [("routeTableIds", endpoint.routeTableIds.node)]
    }
    for (name, node) in wrong {
      guard let node else { continue }
      sink.report(
        Finding(
          code, at: .introduction(node),
          "\(type.value == .gateway ? "a gateway" : "an interface") endpoint has no `\(name)`",
          help: type.value == .gateway
            ? "write `routeTableIds`, or `type: interface`"
            : "write `subnetIds`, or `type: gateway`",
          related: [Related(.node(type.node), "the type is set here")]))
    }
  }
}
