// Where `regions` and `replicationGroup` are both given, they name the same regions.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum RegionOfOneList {
  package static let code = Code("TABLE102", "region-in-one-list-only", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard table.replicas.isIntact, let listed = table.replicas.listed.value,
      let group = table.replicas.group.value, let list = table.replicas.listed.node,
      let settings = table.replicas.group.node
    else { return }
    let inGroup = Set(group.elements.compactMap(\.value.region.value?.written))
    let inList = Set(listed.elements.map(\.value.written))
    for region in listed.elements where !inGroup.contains(region.value.written) {
      sink.report(
        Finding(
          code, at: .node(region.node),
          "`\(region.value.written)` has no entry in `replicationGroup`",
          help: "add `- region: \(region.value.written)` there, or leave out `regions`",
          related: [Related(.introduction(settings), "the replicas are here")]))
    }
    for region in group.elements.compactMap(\.value.region.traced)
    where !inList.contains(region.value.written) {
      sink.report(
        Finding(
          code, at: .node(region.node), "`\(region.value.written)` is not in `regions`",
          help: "add it there, or leave out `regions`",
          related: [Related(.introduction(list), "the regions are here")]))
    }
  }
}
