// A list of attributes to copy has a meaning under INCLUDE only.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum AttributesWithoutInclude {
  package static let code = Code("TABLE019", "attributes-without-include", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    for index in table.keys.indexes {
      guard let projection = index.projection.value, !projection.projectionType.isBroken,
        projection.projectionType.value != .include, let list = projection.nonKeyAttributes.node,
        !projection.projectionType.isAbsent || !tree.holdsUnknownKey(projection.node)
      else { continue }
      let type = projection.projectionType.traced
      sink.report(
        Finding(
          code, at: .introduction(list),
          type.map { "\(index.title) lists attributes, but projects \($0.value.rawValue)" }
            ?? "\(index.title) lists attributes, but has no projection type",
          help: "write `projectionType: INCLUDE`, or take the list out",
          related: type.map { [Related(.node($0.node), "the projection is here")] } ?? []))
    }
  }
}
