// Caps on consumption belong to on-demand tables; provisioned capacity is its own cap.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum OnDemandCapOnProvisioned {
  package static let code = Code("TABLE032", "on-demand-cap-on-provisioned", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard table.isProvisioned == true else { return }
    let caps = table.capacityOwners.compactMap { owner in
      owner.onDemandThroughput.map { (title: owner.title, node: $0) }
    }
    guard let first = caps.first else { return }
    var related = caps.dropFirst().map {
      Related(.introduction($0.node), "so is that of \($0.title)")
    }
    if let mode = table.config.billingMode.node {
      related.append(Related(.node(mode), "the billing mode is here"))
    }
    sink.report(
      Finding(
        code, at: .introduction(first.node),
        "`onDemandThroughput` of \(first.title) is given, but the table is PROVISIONED",
        help: "take it out, or set `billingMode: PAY_PER_REQUEST`", related: related))
  }
}
