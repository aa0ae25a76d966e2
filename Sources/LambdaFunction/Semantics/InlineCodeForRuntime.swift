// CloudFormation makes a package of a text for two languages only.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum InlineCodeForRuntime {
  package static let code = Code("FUNC007", "inline-code-for-runtime", .error)

  static func check(
    _ function: FunctionConfig, in placement: Placement, _ tree: Tree, _ sink: inout Sink
  ) {
    guard let text = function.code.value?.zipFile.node,
      let runtime = function.effectiveRuntime(in: tree).traced, !runtime.value.takesInlineCode
    else { return }
    sink.report(
      Finding(
        code, at: .introduction(text),
        "`zipFile` cannot hold code for `\(runtime.value.rawValue)`",
        help: "it is for Node.js and Python; give a package: `s3Bucket` and `s3Key`",
        related: [Related(.node(runtime.node), "the runtime is chosen here")]))
  }
}
