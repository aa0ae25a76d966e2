// CloudFormation writes the text of `zipFile` into a file of its own choice: `index`.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum InlineCodeHandler {
  package static let code = Code("FUNC008", "inline-code-handler", .error)

  static func check(
    _ function: FunctionConfig, in placement: Placement, _ tree: Tree, _ sink: inout Sink
  ) {
    guard let text = function.code.value?.zipFile.node,
      let handler = function.effectiveHandler.traced, let written = handler.value.literal,
      !written.hasPrefix("index.")
    else { return }
    let name = written.split(separator: ".").last ?? "handler"
    sink.report(
      Finding(
        code, at: .node(handler.node),
        "the code is in the spec, where its file is called `index`, not "
          + "`\(written.split(separator: ".").first ?? "")`",
        help: "write `index.\(name.contains("/") ? "handler" : name)`",
        related: [Related(.introduction(text), "the code is given here")]))
  }
}
