// A period is what a table can be brought back within; with recovery off it cannot be at all.

import Shapes
import ComponentKit
package import Diagnostics
import Provenance

package enum RecoveryPeriodWithoutRecovery {
  package static let code = Code("TABLE082", "recovery-period-without-recovery", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard let period = table.config.pointInTimeRecovery.value?.recoveryPeriodInDays,
      period.isWritten(in: tree), let node = period.node,
      table.recovery.pointInTimeRecovery == false, let off = table.recovery.statements.first,
      Field.given(off.isOn, off.node).isOffForGood(in: tree)
    else { return }
    sink.report(
      Finding(
        code, at: .introduction(node), "point-in-time recovery is off, so it has no period",
        help: "write `\(off.path): true`, or remove `recoveryPeriodInDays`",
        related: [Related(.introduction(off.node), "recovery is off")]))
  }
}
