// What is held warm is never less than what is provisioned.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum WarmThroughputBelowCapacity {
  package static let code = Code("TABLE033", "warm-throughput-below-capacity", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard table.isProvisioned == true else { return }
    for owner in table.capacityOwners {
      for capacity in owner.directions {
        guard let warm = capacity.warm.traced, let units = capacity.units.traced,
          warm.value < units.value
        else { continue }
        sink.report(
          Finding(
            code, at: .node(warm.node),
            "the warm \(capacity.direction.rawValue) throughput of \(owner.title) is \(warm.value), "
              + "less than the \(units.value) units provisioned",
            help: "write \(units.value) or more, or leave it to DynamoDB",
            related: [Related(.node(units.node), "the provisioned units are here")]))
      }
    }
  }
}
