// The scaling of a global table is part of the table, and that part has no schedule.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum ScheduledActionOnGlobalTable {
  package static let code = Code("TABLE043", "scheduled-action-on-global-table", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard table.isGlobal else { return }
    for limits in table.scalings {
      guard let actions = limits.actions.node else { continue }
      sink.report(
        Finding(
          code, at: .introduction(actions),
          "the \(limits.title) has scheduled actions, which global tables cannot have",
          help: "take them out, and set limits that hold all day",
          related: table.config.globalTables.node.map {
            [Related(.introduction($0), "this makes it a global table")]
          } ?? []))
    }
  }
}
