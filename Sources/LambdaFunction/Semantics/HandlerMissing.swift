// A function is code and the name of what to call in it; an image brings its own entry point.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum HandlerMissing {
  package static let code = Code("FUNC001", "handler-missing", .error)

  static func check(
    _ function: FunctionConfig, in placement: Placement, _ tree: Tree, _ sink: inout Sink
  ) {
    guard function.effectiveHandler.isAbsent, !function.mayBeImage,
      !tree.holdsUnknownKey(function.node)
    else { return }
    sink.report(
      Finding(
        code, at: .node(function.node), "the function has no `handler`",
        help: "write `handler: src/file.function`, or give an image: `code: { imageUri: … }`"))
  }
}
