// DynamoDB refuses a list of indexes without any; an empty one is left out of the template.

import ServiceSpec
import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum EmptyIndexList {
  package static let code = Code("TABLE023", "empty-index-list", .warning)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    // An environment's empty list takes away the indexes that the component has: that is a wish.
    guard let written = table.entry.config else { return }
    let extent = written..<tree.after(written)
    let lists = [
      (
        "global", table.config.globalSecondaryIndexes.value.map { $0.count == 0 },
        table.config.globalSecondaryIndexes.node
      ),
      (
        "local", table.config.localSecondaryIndexes.value.map { $0.count == 0 },
        table.config.localSecondaryIndexes.node
      ),
    ]
    for case (let kind, true?, let node?) in lists where extent.contains(node) {
      sink.report(
        Finding(
          code, at: .introduction(node), "the list of \(kind) indexes is empty",
          help: "take it out, or add an index"))
    }
  }
}
