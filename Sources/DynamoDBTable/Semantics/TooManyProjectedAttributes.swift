// All INCLUDE lists of a table together name at most 100 attributes, each mention counting.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum TooManyProjectedAttributes {
  package static let code = Code("TABLE021", "too-many-projected-attributes", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    var total = 0
    var lists: [Related] = []
    var crossing: NodeID?
    for index in table.keys.indexes {
      guard let projection = index.projection.value, projection.projectionType.value == .include,
        let list = projection.nonKeyAttributes.traced
      else { continue }
      total += list.value.count
      lists.append(
        Related(.introduction(list.node), "\(index.title) lists \(list.value.count)"))
      if crossing == nil, total > attributesMax { crossing = list.node }
    }
    guard let crossing else { return }
    sink.report(
      Finding(
        code, at: .introduction(crossing),
        "the indexes list \(total) projected attributes together, more than \(attributesMax)",
        help:
          "project ALL where most attributes are listed; the same name in two indexes counts twice",
        related: lists))
  }

  private static let attributesMax = 100
}
