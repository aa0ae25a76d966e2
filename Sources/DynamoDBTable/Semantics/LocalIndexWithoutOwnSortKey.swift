// A local index is a second order of the items: it needs a sort key of its own.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum LocalIndexWithoutOwnSortKey {
  package static let code = Code("TABLE015", "local-index-without-own-sort-key", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    for key in table.writtenKeys where key.owner == .localIndex {
      let isPartitionKeyAlone =
        key.isPlainList && key.parts.count == 1 && key.parts[0].role.value == .hash
      guard isPartitionKeyAlone || (key.isAbsent && !tree.holdsUnknownKey(key.mapping)) else {
        continue
      }
      sink.report(
        Finding(
          code, at: .node(key.place), "\(key.fullTitle) has no sort key of its own",
          help: key.isAbsent
            ? "add `sortKey: { name: …, type: S }`"
            : "add a RANGE element to its `keySchema`, the attribute that it orders items by"))
    }
  }
}
