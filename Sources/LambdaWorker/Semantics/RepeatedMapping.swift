// A function reads a stream once.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum RepeatedMapping {
  package static let code = Code("MAP008", "repeated-mapping", .error)

  static func check(
    _ worker: LambdaWorker, among neighbours: Neighbours, _ tree: Tree, _ sink: inout Sink
  ) {
    var first: [String: NodeID] = [:]
    for mapping in worker.mappings {
      guard let source = mapping.value.eventSourceArn.traced else { continue }
      // Both spellings of the attribute name one stream.
      let name = MappingSource(source.value).component.map { "${\($0)}" } ?? source.value.written
      guard let earlier = first[name] else {
        first[name] = source.node
        continue
      }
      sink.report(
        Finding(
          code, at: .node(source.node), "another mapping of this function reads the stream already",
          help: "merge the two: `filterCriteria.filters` takes several patterns",
          related: [Related(.node(earlier), "the first is here")]))
    }
  }
}
