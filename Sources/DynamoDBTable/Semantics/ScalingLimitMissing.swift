// Scaling needs both ends of the range it moves in.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum ScalingLimitMissing {
  package static let code = Code("TABLE036", "scaling-limit-missing", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    for limits in table.scalings
    where limits.mappings.allSatisfy({ !tree.holdsUnknownKey($0) }) {
      let missing = [("minCapacity", limits.minimum), ("maxCapacity", limits.maximum)]
        .filter(\.1.isAbsent).map { "`\($0.0)`" }
      guard !missing.isEmpty else { continue }
      sink.report(
        Finding(
          code, at: .introduction(limits.node),
          "scaling of the \(limits.title) has no \(missing.joined(separator: " and no "))",
          help: "add \(missing.joined(separator: " and ")), in capacity units"))
    }
  }
}
