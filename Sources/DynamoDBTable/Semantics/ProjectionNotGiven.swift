// An index that does not say what it copies copies everything: we write so, AWS would refuse.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum ProjectionNotGiven {
  package static let code = Code("TABLE022", "projection-not-given", .note)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    for index in table.keys.indexes {
      switch index.projection {
      case .broken: continue
      case .given(let projection, let node):
        guard projection.projectionType.isAbsent, projection.nonKeyAttributes.isAbsent,
          !tree.holdsUnknownKey(node)
        else { continue }
      case .absent:
        guard !tree.holdsUnknownKey(index.node) else { continue }
      }
      sink.report(
        Finding(
          code, at: .node(index.name.node ?? index.node),
          "\(index.title) does not say what it projects, so it copies ALL attributes",
          help: "write `projection: { projectionType: ALL }`, or KEYS_ONLY to store less"))
    }
  }
}
