// A resource policy of a stream that is not there opens nothing to anybody.

import ComponentKit
package import Diagnostics
import Provenance

package enum PolicyWithoutStream {
  package static let code = Code("TABLE073", "policy-without-stream", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    // Of a global table the missing stream itself is the mistake.
    guard !table.isGlobal, let stream = table.config.streamSpecification.value,
      let policy = stream.resourcePolicy.node, table.hasStream == false,
      stream.streamEnabled.isAbsent || stream.streamEnabled.isOffForGood(in: tree)
    else { return }
    sink.report(
      Finding(
        code, at: .introduction(policy),
        "the policy is for the stream of the table, which has none",
        help: "add `streamEnabled: true` and `streamViewType`; a policy of the table itself is "
          + "`resourcePolicy` beside `streamSpecification`",
        related: stream.streamEnabled.node.map {
          [Related(.introduction($0), "the stream is off")]
        } ?? []))
  }
}
