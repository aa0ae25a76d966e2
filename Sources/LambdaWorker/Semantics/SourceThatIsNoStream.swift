// A mapping reads the stream of a table, not the table.

import ServiceSpec
import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum SourceThatIsNoStream {
  package static let code = Code("MAP003", "source-that-is-no-stream", .error)

  static func check(
    _ worker: LambdaWorker, among neighbours: Neighbours, _ tree: Tree, _ sink: inout Sink
  ) {
    for mapping in worker.mappings {
      guard let source = mapping.value.eventSourceArn.traced else { continue }
      switch MappingSource(source.value) {
      case .foreign: continue
      case .attribute(let name, let path):
        guard !MappingSource.isStream(path), let target = neighbours.component(name) else {
          continue
        }
        // A reference to the worker itself is reported as a cycle.
        if name == worker.entry.name.value { continue }
        // An attribute that nothing has is a fault of the reference, and reported as one.
        if case .unknown = target.attribute(path) { continue }
        let written = ([name] + path).joined(separator: ".")
        let isTable = target.offer != nil
        sink.report(
          Finding(
            code, at: .node(source.node), "`${\(written)}` is not the ARN of a stream",
            help: isTable
              ? "write `${\(name).streamArn}`"
              : "name a table: `${table.streamArn}`; a function has no stream"))
      case .composed(let name, _):
        guard neighbours.component(name) != nil else { continue }
        sink.report(
          Finding(
            code, at: .node(source.node), "the ARN of a stream cannot be put together from parts",
            help: "write `${\(name).streamArn}` and nothing else"))
      }
    }
  }
}
