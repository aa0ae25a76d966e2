// Where a new mapping begins is a choice between old records and none: nobody can make it for the
// user.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum MappingWithoutStartingPosition {
  package static let code = Code("MAP002", "mapping-without-starting-position", .error)

  static func check(
    _ worker: LambdaWorker, among neighbours: Neighbours, _ tree: Tree, _ sink: inout Sink
  ) {
    for mapping in worker.mappings
    where mapping.value.startingPosition.isAbsent && !tree.holdsUnknownKey(mapping.node) {
      sink.report(
        Finding(
          code, at: .node(mapping.node), "the mapping does not say where in the stream it begins",
          help: "write `startingPosition: TRIM_HORIZON` for the oldest record still kept, "
            + "or `LATEST` for the next one"))
    }
  }
}
