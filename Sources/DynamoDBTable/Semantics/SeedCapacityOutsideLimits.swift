// A global table that becomes provisioned begins within the limits of its scaling.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum SeedCapacityOutsideLimits {
  package static let code = Code("TABLE040", "seed-capacity-outside-limits", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard table.isGlobal else { return }
    for limits in table.scalings {
      guard let seed = limits.seed.traced, let low = limits.minimum.traced,
        let high = limits.maximum.traced, low.value <= high.value,
        !(low.value...high.value).contains(seed.value)
      else { continue }
      let limit = seed.value < low.value ? low : high
      sink.report(
        Finding(
          code, at: .node(seed.node),
          "the seed of the \(limits.title) is \(seed.value), outside \(low.value) to \(high.value)",
          help: "write a number within the limits",
          related: [Related(.node(limit.node), "scaling ends here")]))
    }
  }
}
