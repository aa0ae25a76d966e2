// A replica is made of the whole item before and after each change.

import ComponentKit
package import Diagnostics
import Provenance

package enum ReplicationOfPartialImages {
  package static let code = Code("TABLE122", "replication-of-partial-images", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard table.isStrong == false, table.replicas.all.count > 1,
      let list = table.replicas.node, let stream = table.config.streamSpecification.value,
      // Without a stream that is the mistake.
      stream.streamEnabled.isAbsent || stream.streamEnabled.value == true,
      let view = stream.streamViewType.traced, view.value != .newAndOldImages
    else { return }
    sink.report(
      Finding(
        code, at: .node(view.node),
        "the stream of a table with several replicas shows both images, not "
          + "`\(view.value.rawValue)`",
        help: "write `NEW_AND_OLD_IMAGES`, or leave it out",
        related: [Related(.introduction(list), "the replicas are here")]))
  }
}
