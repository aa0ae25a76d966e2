// A strongly consistent global table does not delete expired items by itself.

import ComponentKit
package import Diagnostics
import Provenance

package enum StrongWithTimeToLive {
  package static let code = Code("TABLE118", "strong-with-time-to-live", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard table.isStrong == true, let wish = table.config.globalTables.value?.consistency.node,
      case .given(true, let node)? = table.config.timeToLiveSpecification.value?.enabled
    else { return }
    sink.report(
      Finding(
        code, at: .node(node), "a strongly consistent global table cannot have time to live",
        help: "delete expired items yourself, or write `consistency: EVENTUAL`",
        related: [Related(.node(wish), "strong consistency is asked for here")]))
  }
}
