// Two values cannot leave the stack under one name.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum RepeatedOutput {
  package static let code = Code("TABLE170", "repeated-output-name", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard let outputs = table.config.outputs.value else { return }
    var keys: [String: NodeID] = [:]
    var exports: [String: NodeID] = [:]
    for output in outputs.given {
      if let key = output.value.key.traced {
        check(key, "an output", &keys, &sink)
      }
      if let export = output.value.export.traced {
        check(Traced(export.value.written, export.node), "an export", &exports, &sink)
      }
    }
  }

  private static func check(
    _ name: Traced<String>, _ noun: String, _ first: inout [String: NodeID], _ sink: inout Sink
  ) {
    guard let earlier = first[name.value] else {
      first[name.value] = name.node
      return
    }
    sink.report(
      Finding(
        code, at: .node(name.node), "`\(name.value)` is the name of \(noun) already",
        help: "give each value a name of its own",
        related: [Related(.node(earlier), "the first is here")]))
  }
}
