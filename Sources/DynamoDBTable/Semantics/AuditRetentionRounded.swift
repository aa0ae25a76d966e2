// CloudWatch Logs keeps a log for one of a few periods: another one is rounded up.

import AWSNames
import ComponentKit
package import Diagnostics
import Provenance

package enum AuditRetentionRounded {
  package static let code = Code("TABLE160", "audit-retention-rounded", .note)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard let audit = table.config.audit.value, let days = audit.retentionDays.traced,
      let kept = RetentionDays.roundUp(days.value), kept != days.value
    else { return }
    sink.report(
      Finding(
        code, at: .node(days.node),
        "CloudWatch Logs cannot keep a log for \(days.value) days, so \(kept) count",
        help: "write \(kept)"))
  }
}
