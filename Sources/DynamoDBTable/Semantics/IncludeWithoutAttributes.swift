// INCLUDE copies the attributes that are listed: there must be a list.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum IncludeWithoutAttributes {
  package static let code = Code("TABLE018", "include-without-attributes", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    for index in table.keys.indexes {
      guard let projection = index.projection.value, projection.projectionType.value == .include,
        let type = projection.projectionType.node, projection.nonKeyAttributes.isAbsent,
        !tree.holdsUnknownKey(projection.node)
      else { continue }
      sink.report(
        Finding(
          code, at: .node(type), "\(index.title) projects INCLUDE, but lists no attributes",
          help: "list them in `nonKeyAttributes`, or write KEYS_ONLY or ALL"))
    }
  }
}
