// An index that cannot keep up throttles the table it belongs to.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum UnscaledIndex {
  package static let code = Code("TABLE044", "unscaled-index", .warning)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    let owners = table.capacityOwners
    guard table.isProvisioned == true, let own = owners.first,
      let scaling = own.ownScaling ?? own.throughput
    else { return }
    // The writes of a global table have to scale, index by index: a rule of their own says so.
    let scaled = own.directions
      .filter { $0.scaling.value != nil && !(table.isGlobal && $0.direction == .write) }
      .map(\.direction)
    guard !scaled.isEmpty else { return }
    for owner in owners.dropFirst() where !owner.holdsUnknownKey(tree) {
      let missing = owner.directions.filter { scaled.contains($0.direction) && $0.scaling.isAbsent }
        .map(\.direction)
      // Reads of an index stand alone; writes to the table are writes to the index.
      guard missing.contains(.write) || (!missing.isEmpty && owner.scaling.isEmpty) else {
        continue
      }
      sink.report(
        Finding(
          code, at: .node(owner.place),
          "the table scales its \(missing.map(\.rawValue).joined(separator: " and ")) capacity, "
            + "\(owner.title) does not",
          help: "give it `autoScaling` of its own; an index does not inherit that of the table",
          related: [Related(.introduction(scaling), "the table scales here")]))
    }
  }
}
