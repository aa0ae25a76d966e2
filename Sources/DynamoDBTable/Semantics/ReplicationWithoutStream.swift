// Replicas follow each other through the stream of changes.

import ComponentKit
package import Diagnostics
import Provenance

package enum ReplicationWithoutStream {
  package static let code = Code("TABLE121", "replication-without-stream", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard table.isStrong == false, table.replicas.all.count > 1,
      let list = table.replicas.node,
      case .given(false, let node)? = table.config.streamSpecification.value?.streamEnabled
    else { return }
    sink.report(
      Finding(
        code, at: .node(node), "a table with several replicas cannot be without a stream",
        help: "leave out `streamEnabled`, or write `true`",
        related: [Related(.introduction(list), "the replicas are here")]))
  }
}
