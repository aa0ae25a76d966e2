// A trail that the account has already must be named, or nobody can show that it records the table.

import ComponentKit
package import Diagnostics
import Provenance

package enum ExternalTrailWithoutName {
  package static let code = Code("TABLE158", "external-trail-without-arn", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard let audit = table.config.audit.value, case .given(.external, let node) = audit.trail,
      audit.trailArn.isAbsent, !audit.cloudTrailDataEvents.isBroken,
      // Where nothing is recorded, the setting has no effect, which is said elsewhere.
      (audit.cloudTrailDataEvents.value ?? DataEvents.none) != DataEvents.none
    else { return }
    sink.report(
      Finding(
        code, at: .node(node), "the trail is external, but it is not named",
        help: "write its ARN as `trailArn`, or `trail: create`"))
  }
}
