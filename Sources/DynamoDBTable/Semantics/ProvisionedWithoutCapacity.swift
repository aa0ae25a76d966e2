// A provisioned table says how much capacity it has, and so does each of its global indexes.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum ProvisionedWithoutCapacity {
  package static let code = Code("TABLE031", "provisioned-without-capacity", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard table.isProvisioned == true else { return }
    for owner in table.capacityOwners where !owner.holdsUnknownKey(tree) {
      // Scaling starts at its lower limit, which stands for the units that are not given.
      let missing = owner.directions.filter {
        $0.units.isAbsent && $0.scaling.isAbsent
          && !isLeftToReplicas($0.direction, of: owner, table)
      }
      guard !missing.isEmpty else { continue }
      let words = missing.map(\.direction.rawValue).joined(separator: " or ")
      let units = missing.map { "\($0.direction.unitsKey): …" }.joined(separator: ", ")
      let mode = table.config.billingMode.node
      let place = owner.throughput.map { Place.introduction($0) } ?? .node(owner.place)
      sink.report(
        Finding(
          code, at: place, "\(owner.title) has no \(words) capacity, but the table is PROVISIONED",
          help: "add `\(units)` to its `provisionedThroughput`, or limits to its `autoScaling`",
          related: owner.isTable && owner.throughput == nil
            ? [] : mode.map { [Related(.node($0), "the billing mode is here")] } ?? []))
    }
  }

  /// A global table scales its writes, which is another question, and may be given its reads in
  /// each region.
  private static func isLeftToReplicas(
    _ direction: CapacityDirection, of owner: CapacityOwner, _ table: Table
  ) -> Bool {
    guard table.isGlobal else { return false }
    return direction == .write || table.replicasSetReadCapacity(ofIndex: owner.indexName)
  }
}
