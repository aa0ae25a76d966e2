// A replica says what it has to say of an index once.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum ReplicaIndexListedTwice {
  package static let code = Code("TABLE111", "replica-index-listed-twice", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    for replica in table.replicas.all {
      var first: [String: NodeID] = [:]
      for index in replica.settings?.globalSecondaryIndexes.value?.elements ?? [] {
        guard let name = index.value.indexName.traced else { continue }
        guard let earlier = first[name.value] else {
          first[name.value] = name.node
          continue
        }
        sink.report(
          Finding(
            code, at: .node(name.node), "the replica has settings for `\(name.value)` already",
            help: "put all settings of an index into one entry",
            related: [Related(.node(earlier), "the first are here")]))
      }
    }
  }
}
