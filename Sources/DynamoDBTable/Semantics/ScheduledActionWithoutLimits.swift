// A scheduled action moves a limit: one that moves none does nothing.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum ScheduledActionWithoutLimits {
  package static let code = Code("TABLE041", "scheduled-action-without-limits", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    for limits in table.scalings {
      for action in limits.actions.value?.elements ?? []
      where action.value.min.isAbsent && action.value.max.isAbsent
        && !tree.holdsUnknownKey(action.node)
      {
        let name = action.value.name.traced
        sink.report(
          Finding(
            code, at: .node(name?.node ?? action.node),
            "\(name.map { "action `\($0.value)`" } ?? "this action") for the \(limits.title) "
              + "changes no limit",
            help: "add `min` or `max`, in capacity units"))
      }
    }
  }
}
