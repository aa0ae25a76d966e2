// DynamoDB refuses a list of indexes without any; an empty one is left out of the template.

import ServiceSpec
import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum EmptyIndexList {
  package static let code = Code("TABLE023", "empty-index-list", .warning)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    // A declaration that lost its use so is an error, and points here.
    guard UnusedAttributeDefinition.names(in: table, tree).isEmpty else { return }
    for (kind, node) in table.emptyIndexLists {
      sink.report(
        Finding(
          code, at: .introduction(node), "the list of \(kind) indexes is empty",
          help: "take it out, or add an index"))
    }
  }
}
