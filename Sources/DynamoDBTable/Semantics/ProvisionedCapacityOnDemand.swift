// Capacity that is provisioned or scaled belongs to PROVISIONED tables; on-demand tables have none.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum ProvisionedCapacityOnDemand {
  package static let code = Code("TABLE030", "provisioned-capacity-on-demand", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard table.isProvisioned == false, !tree.holdsUnknownKey(table.config.node) else { return }
    var settings: [(name: String, node: NodeID)] = []
    for owner in table.capacityOwners {
      let suffix = owner.isTable ? "" : " of \(owner.title)"
      if let node = owner.throughput { settings.append(("`provisionedThroughput`\(suffix)", node)) }
      // Scaling inside `provisionedThroughput` falls with it.
      if let node = owner.ownScaling { settings.append(("`autoScaling`\(suffix)", node)) }
    }
    guard let first = settings.first else { return }
    var related = settings.dropFirst().map {
      Related(.introduction($0.node), "so is \($0.name)")
    }
    if let mode = table.config.billingMode.node {
      related.append(Related(.introduction(mode), "this makes the table on-demand"))
    }
    sink.report(
      Finding(
        code, at: .introduction(first.node), "\(first.name) is given, but the table is on-demand",
        help: "set `billingMode: PROVISIONED`, or take it out", related: related))
  }
}
