// A value that the table has not cannot leave the stack.

import ComponentKit
package import Diagnostics
import Provenance

package enum OutputOfNothing {
  package static let code = Code("TABLE171", "output-of-nothing", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard let outputs = table.config.outputs.value else { return }
    for output in outputs.given {
      guard case .absent(let reason, let help, _) = table.attribute([output.name]) else { continue }
      sink.report(
        Finding(
          code, at: .introduction(output.node),
          "there is no `\(output.name)` to put out: \(reason)",
          help: "\(help), or leave the output out"))
    }
  }
}
