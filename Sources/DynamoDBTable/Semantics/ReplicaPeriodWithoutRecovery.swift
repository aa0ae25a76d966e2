// A recovery period means nothing in a replica that keeps no history.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum ReplicaPeriodWithoutRecovery {
  package static let code = Code("TABLE112", "replica-period-without-recovery", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    for replica in table.replicas.all {
      guard let settings = replica.settings, let period = settings.recoveryPeriodInDays.traced
      else {
        continue
      }
      let off: NodeID?
      switch settings.pointInTimeRecoveryEnabled {
      case .broken: continue
      case .given(let isOn, let node): off = isOn ? nil : node
      case .absent:
        off =
          table.recovery.pointInTimeRecovery == false
          ? table.recovery.statements.first { !$0.isOn }?.node : nil
      }
      guard let off else { continue }
      sink.report(
        Finding(
          code, at: .node(period.node),
          "the replica has a recovery period, but no point-in-time recovery",
          help: "enable recovery in the replica, or leave out the period",
          related: [Related(.node(off), "recovery is switched off here")]))
    }
  }
}
