// What a stream shows is nothing where there is no stream.

import ComponentKit
package import Diagnostics
import Provenance

package enum ViewTypeWithoutStream {
  package static let code = Code("TABLE071", "view-type-without-stream", .warning)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    // Of a global table the missing stream itself is the mistake.
    guard !table.isGlobal, let stream = table.config.streamSpecification.value,
      stream.streamEnabled.isOffForGood(in: tree), let off = stream.streamEnabled.node,
      let view = stream.streamViewType.node
    else { return }
    sink.report(
      Finding(
        code, at: .introduction(view), "the table has no stream, so its view type has no effect",
        help: "write `streamEnabled: true`, or remove `streamViewType`",
        related: [Related(.introduction(off), "the stream is off")]))
  }
}
