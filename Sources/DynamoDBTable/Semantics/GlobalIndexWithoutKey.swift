// A global index is another key over the table: without one it is nothing.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum GlobalIndexWithoutKey {
  package static let code = Code("TABLE013", "global-index-without-key", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    for key in table.writtenKeys where key.owner == .globalIndex && key.isAbsent {
      guard !tree.holdsUnknownKey(key.mapping) else { continue }
      sink.report(
        Finding(
          code, at: .node(key.place), "\(key.fullTitle) has no key",
          help: "add `partitionKey: { name: …, type: S }`, or a `keySchema`"))
    }
  }
}
