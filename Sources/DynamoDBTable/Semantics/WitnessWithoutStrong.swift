// A witness region votes on strongly consistent writes; there is nothing else to witness.

import ComponentKit
package import Diagnostics
import Provenance

package enum WitnessWithoutStrong {
  package static let code = Code("TABLE119", "witness-without-strong-consistency", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard table.isStrong == false,
      let witness = table.config.globalTables.value?.witnessRegion.traced
    else { return }
    sink.report(
      Finding(
        code, at: .introduction(witness.node),
        "a witness region goes with strong consistency only",
        help: "write `consistency: STRONG`, or leave the witness out",
        related: table.config.globalTables.value?.consistency.node.map {
          [Related(.node($0), "the consistency is set here")]
        } ?? []))
  }
}
