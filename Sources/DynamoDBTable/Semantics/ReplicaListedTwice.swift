// A region holds one replica of a table.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum ReplicaListedTwice {
  package static let code = Code("TABLE103", "replica-listed-twice", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    var first: [String: NodeID] = [:]
    for replica in table.replicas.group.value?.elements ?? [] {
      guard let region = replica.value.region.traced, let name = region.value.literal else {
        continue
      }
      guard let earlier = first[name] else {
        first[name] = region.node
        continue
      }
      sink.report(
        Finding(
          code, at: .node(region.node), "`\(name)` has a replica already",
          help: "put all settings of a region into one entry",
          related: [Related(.node(earlier), "the first is here")]))
    }
  }
}
