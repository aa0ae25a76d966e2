// A stream shows what its view type says; changing it later replaces the stream.

import ComponentKit
package import Diagnostics
import Provenance

package enum StreamWithoutViewType {
  package static let code = Code("TABLE072", "stream-without-view-type", .warning)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    // A global table has no choice: replication reads both images.
    guard !table.isGlobal, let stream = table.config.streamSpecification.value,
      case .given(true, let on) = stream.streamEnabled, stream.streamViewType.isAbsent
    else { return }
    sink.report(
      Finding(
        code, at: .introduction(on),
        "nothing says what the stream shows; it gets `NEW_AND_OLD_IMAGES`, all of every item twice",
        help: "add `streamViewType: NEW_AND_OLD_IMAGES`, or the less its readers need: a change "
          + "replaces the stream"))
  }
}
