// A mapping is a wish to read a stream; the right to do so is another, and belongs to the binds.

import ServiceSpec
import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum MappingWithoutBind {
  package static let code = Code("MAP005", "mapping-without-bind", .warning)

  static func check(
    _ worker: LambdaWorker, among neighbours: Neighbours, _ tree: Tree, _ sink: inout Sink
  ) {
    // A bind that was reported may be the one that is missed.
    guard worker.entry.hasIntactBinds,
      worker.entry.binds.allSatisfy({ bind in
        bind.value.to.value.map { neighbours.component($0) != nil } ?? false
      })
    else { return }
    var granted: Set<String> = []
    for bind in worker.entry.binds where bind.value.grants(.streamRead) {
      if let target = bind.value.to.value { granted.insert(target) }
    }
    for mapping in worker.mappings {
      guard let source = mapping.value.eventSourceArn.traced,
        let name = MappingSource(source.value).component, let target = neighbours.component(name),
        target.offer?.hasStream == true, !granted.contains(name)
      else { continue }
      sink.report(
        Finding(
          code, at: .node(source.node),
          "no bind lets the function read the stream of `\(name)`, so the permission is added",
          help: "add to `binds`: "
            + "`{ to: \(name), capability: database:dynamodb, access: stream-read }`"))
      granted.insert(name)
    }
  }
}
