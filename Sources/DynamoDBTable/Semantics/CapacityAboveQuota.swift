// A table or index gets at most 40,000 units in each direction, unless AWS raised the quota.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum CapacityAboveQuota {
  package static let code = Code("TABLE034", "capacity-above-quota", .warning)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    for owner in table.capacityOwners {
      for capacity in owner.directions {
        guard
          isAbove(capacity.units) || isAbove(capacity.scaling.value?.maximum)
            || isAbove(capacity.cap) || isAbove(capacity.warm)
        else { continue }
        let figures = [
          capacity.units, capacity.scaling.value?.maximum ?? .absent, capacity.cap, capacity.warm,
        ].compactMap(\.traced).filter { $0.value > unitsMax }
        guard let first = figures.first else { continue }
        sink.report(
          Finding(
            code, at: .node(first.node),
            "\(first.value) \(capacity.direction.rawValue) units for \(owner.title) are more than "
              + "the \(unitsMax) that an account is given",
            help: "write \(unitsMax) or less, or have the quota raised before you deploy",
            related: figures.dropFirst().map { Related(.node($0.node), "\($0.value) here") }))
      }
    }
  }

  private static func isAbove(_ units: Field<Int>?) -> Bool {
    units?.value.map { $0 > unitsMax } ?? false
  }

  /// The default quota for one table, in either direction.
  private static let unitsMax = 40_000
}
