// The streams of tables are read from the start or from the end.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum StartingAtTimestamp {
  package static let code = Code("MAP004", "starting-at-timestamp", .error)

  static func check(
    _ worker: LambdaWorker, among neighbours: Neighbours, _ tree: Tree, _ sink: inout Sink
  ) {
    for mapping in worker.mappings {
      guard let position = mapping.value.startingPosition.traced, position.value == .atTimestamp
      else { continue }
      sink.report(
        Finding(
          code, at: .node(position.node),
          "the stream of a table cannot be read from a point in time",
          help: "write `TRIM_HORIZON`, which goes back 24 hours at most, or `LATEST`"))
    }
  }
}
