// A local index orders items that share a partition key by another attribute: it needs a table
// that has a sort key of its own.

import ComponentKit
package import Diagnostics
import Provenance

package enum LocalIndexWithoutTableSortKey {
  package static let code = Code("TABLE012", "local-index-without-sort-key", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard table.keys.isTableKeyIntact, table.keys.hash != nil, table.keys.range == nil else {
      return
    }
    for index in table.keys.localIndexes {
      let key = table.config.keySchema.node ?? table.config.partitionKey.node
      sink.report(
        Finding(
          code, at: .node(index.name.node ?? index.node),
          "the table has no sort key, which \(index.fullTitle) requires",
          help: table.config.keySchema.isAbsent
            ? "add a `sortKey` to the table, or make it a global index"
            : "add a RANGE element to the table's `keySchema`, or make it a global index",
          related: key.map {
            [Related(.introduction($0), "the table's key is a partition key alone")]
          }
            ?? []))
    }
  }
}
