// A mapping without a stream maps nothing.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum MappingWithoutSource {
  package static let code = Code("MAP001", "mapping-without-source", .error)

  static func check(
    _ worker: LambdaWorker, among neighbours: Neighbours, _ tree: Tree, _ sink: inout Sink
  ) {
    for mapping in worker.mappings
    where mapping.value.eventSourceArn.isAbsent && !tree.holdsUnknownKey(mapping.node) {
      sink.report(
        Finding(
          code, at: .node(mapping.node), "the mapping names no stream",
          help: "write `eventSourceArn: ${table.streamArn}`"))
    }
  }
}
