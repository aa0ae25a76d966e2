// A replica is paid for as its table is: capacity goes with one mode, caps with the other.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum ReplicaCapacityOfOtherMode {
  package static let code = Code("TABLE113", "replica-capacity-of-other-mode", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard let isProvisioned = table.isProvisioned else { return }
    for replica in table.replicas.all {
      guard let settings = replica.settings else { continue }
      let wrong: [NodeID?] =
        isProvisioned
        ? [settings.maxReadRequestUnits.node]
          + (settings.globalSecondaryIndexes.value?.elements ?? [])
          .map { $0.value.maxReadRequestUnits.node }
        : [settings.readCapacity.node]
          + (settings.globalSecondaryIndexes.value?.elements ?? [])
          .map { $0.value.readCapacity.node }
      for node in wrong.compactMap({ $0 }) {
        sink.report(
          Finding(
            code, at: .introduction(node),
            isProvisioned
              ? "`maxReadRequestUnits` caps on-demand reads, but the table is PROVISIONED"
              : "`readCapacity` is provisioned, but the table is billed on demand",
            help: isProvisioned
              ? "write `readCapacity`, or leave it out"
              : "write `maxReadRequestUnits` for a cap, or `billingMode: PROVISIONED`",
            related: table.config.billingMode.node.map {
              [Related(.node($0), "the billing mode is set here")]
            } ?? []))
      }
    }
  }
}
