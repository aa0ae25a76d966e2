// CloudWatch Logs keeps logs for one of a list of periods; the next longer one is taken.

import AWSNames
import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum RetentionRoundedUp {
  package static let code = Code("FUNC011", "retention-rounded-up", .note)

  static func check(
    _ function: FunctionConfig, in placement: Placement, _ tree: Tree, _ sink: inout Sink
  ) {
    guard let days = function.logs.value?.retentionDays.traced,
      let kept = RetentionDays.roundUp(days.value), kept != days.value
    else { return }
    sink.report(
      Finding(
        code, at: .node(days.node),
        "CloudWatch Logs cannot keep logs for \(days.value) days, so they are kept for \(kept)",
        help: "write `retentionDays: \(kept)`"))
  }
}
