// `handler` and `runtime` may stand beside `code` or in it; in both, they must say the same.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum DisagreeingCodeSetting {
  package static let code = Code("FUNC003", "disagreeing-code-setting", .error)

  static func check(
    _ function: FunctionConfig, in placement: Placement, _ tree: Tree, _ sink: inout Sink
  ) {
    let inner = function.code.value
    compare("handler", function.handler.traced, inner?.handler.traced, &sink) { $0.written }
    compare("runtime", function.writtenRuntime(in: tree), inner?.runtime.traced, &sink) {
      $0.rawValue
    }
  }

  private static func compare<Value>(
    _ name: String, _ outer: Traced<Value>?, _ inner: Traced<Value>?, _ sink: inout Sink,
    text: (Value) -> String
  ) {
    guard let outer, let inner, text(outer.value) != text(inner.value) else { return }
    sink.report(
      Finding(
        code, at: .node(inner.node),
        "`code.\(name)` is `\(text(inner.value))`, but `\(name)` is `\(text(outer.value))`",
        help: "keep one of the two", related: [Related(.node(outer.node), "the other is here")]))
  }
}
