// Capacity that begins outside the limits is moved into them at once, at a price or by throttling.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum CapacityOutsideScalingLimits {
  package static let code = Code("TABLE038", "capacity-outside-scaling-limits", .warning)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    for owner in table.capacityOwners where table.isProvisioned == true {
      for capacity in owner.directions {
        guard let units = capacity.units.traced, let limits = capacity.scaling.value,
          let low = limits.minimum.traced, let high = limits.maximum.traced,
          low.value <= high.value, !(low.value...high.value).contains(units.value)
        else { continue }
        let limit = units.value < low.value ? low : high
        sink.report(
          Finding(
            code, at: .node(units.node),
            "the \(limits.title) begins at \(units.value), outside \(low.value) to \(high.value)",
            help: "begin within the limits, or leave it out to begin at \(low.value)",
            related: [Related(.node(limit.node), "scaling ends here")]))
      }
    }
  }
}
