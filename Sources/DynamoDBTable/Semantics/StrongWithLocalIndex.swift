// A strongly consistent global table has no local indexes.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum StrongWithLocalIndex {
  package static let code = Code("TABLE117", "strong-with-local-index", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard table.isStrong == true, let wish = table.config.globalTables.value?.consistency.node,
      let indexes = table.config.localSecondaryIndexes.traced, indexes.value.count > 0
    else { return }
    sink.report(
      Finding(
        code, at: .introduction(indexes.node),
        "a strongly consistent global table cannot have local indexes",
        help: "make them global indexes, or write `consistency: EVENTUAL`",
        related: [Related(.node(wish), "strong consistency is asked for here")]))
  }
}
