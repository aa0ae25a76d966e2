// Global and local indexes share one space of names.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum DuplicateIndexName {
  package static let code = Code("TABLE011", "duplicate-index-name", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    var first: [String: TableIndex] = [:]
    for index in table.keys.indexes {
      guard let name = index.name.traced else { continue }
      guard let earlier = first[name.value] else {
        first[name.value] = index
        continue
      }
      sink.report(
        Finding(
          code, at: .node(name.node), "two indexes are called `\(name.value)`",
          help: "rename one; global and local indexes share their names",
          related: [Related(.node(earlier.name.node ?? earlier.node), "the first one is here")]))
    }
  }
}
