// A sort key orders the items that share a partition key: alone it is no key.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum SortKeyWithoutPartitionKey {
  package static let code = Code("TABLE003", "sort-key-without-partition-key", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    for key in table.writtenKeys where key.owner != .localIndex {
      guard let sort = key.sort.node, key.partition.isAbsent, key.list.isAbsent,
        !tree.holdsUnknownKey(key.mapping)
      else { continue }
      sink.report(
        Finding(
          code, at: .introduction(sort), "\(key.title) has a `sortKey` but no `partitionKey`",
          help: "add `partitionKey: { name: …, type: S }`, or call this one `partitionKey`"))
    }
  }
}
