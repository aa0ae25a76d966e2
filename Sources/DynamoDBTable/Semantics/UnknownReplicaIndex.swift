// A replica has the indexes of its table, and settings for no other.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum UnknownReplicaIndex {
  package static let code = Code("TABLE110", "unknown-replica-index", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    let indexes = table.config.globalSecondaryIndexes
    guard !indexes.isBroken, indexes.value?.isIntact != false,
      table.keys.globalIndexes.allSatisfy({ $0.name.value != nil })
    else { return }
    let names = table.keys.globalIndexes.compactMap(\.name.value)
    let known = Set(names)
    for replica in table.replicas.all {
      for index in replica.settings?.globalSecondaryIndexes.value?.elements ?? [] {
        guard let name = index.value.indexName.traced, !known.contains(name.value) else {
          continue
        }
        let isLocal = table.keys.localIndexes.contains { $0.name.value == name.value }
        let nearest = sink.nearest(to: name.value, among: names)
        sink.report(
          Finding(
            code, at: .node(name.node),
            isLocal
              ? "`\(name.value)` is a local index, which has no settings of its own in a replica"
              : "the table has no global index `\(name.value)`",
            help: isLocal
              ? "leave it out"
              : nearest.map { "did you mean `\($0)`?" }
                ?? "add it to `globalSecondaryIndexes` of the table, or leave it out",
            related: indexes.node.map { [Related(.introduction($0), "the indexes are here")] }
              ?? []))
      }
    }
  }
}
