// Node.js and Python are told a module and a function in it, with a dot between.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum HandlerWithoutFunction {
  package static let code = Code("FUNC016", "handler-without-function", .warning)

  static func check(
    _ function: FunctionConfig, in placement: Placement, _ tree: Tree, _ sink: inout Sink
  ) {
    guard let handler = function.effectiveHandler.traced, let written = handler.value.literal,
      !function.mayBeImage, !function.effectiveRuntime(in: tree).isBroken,
      function.code.value?.zipFile.isAbsent ?? true
    else { return }
    let runtime = function.effectiveRuntime(in: tree).value ?? .nodejs22X
    guard let fileExtension = runtime.fileExtension else { return }
    let module = written.split(separator: "/").last ?? ""
    // The last dot divides: it needs something on both sides.
    let parts = module.split(separator: ".", omittingEmptySubsequences: false)
    let isComplete = parts.count >= 2 && parts.allSatisfy { !$0.isEmpty }
    // `app.js` names the file, not a function in it.
    guard !isComplete || parts.last == fileExtension[...] else { return }
    sink.report(
      Finding(
        code, at: .node(handler.node), "the handler names no function in its module",
        help: "write the module, a dot and the function: `src/file.handler`"))
  }
}
