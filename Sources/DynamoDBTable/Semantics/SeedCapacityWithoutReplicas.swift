// Seed capacity is a setting of global tables; an ordinary table begins at its provisioned units.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum SeedCapacityWithoutReplicas {
  package static let code = Code("TABLE039", "seed-capacity-without-replicas", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard !table.isGlobal, !tree.holdsUnknownKey(table.config.node) else { return }
    for limits in table.scalings {
      guard let seed = limits.seed.node else { continue }
      sink.report(
        Finding(
          code, at: .introduction(seed),
          "`seedCapacity` is for global tables, and this table has no `globalTables`",
          help: "take it out, and set `\(limits.direction.unitsKey)` in `provisionedThroughput`"))
    }
  }
}
