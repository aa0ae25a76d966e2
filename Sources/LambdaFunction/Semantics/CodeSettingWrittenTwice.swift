// `handler` and `runtime` may stand beside `code` or in it: once is enough.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum CodeSettingWrittenTwice {
  package static let code = Code("FUNC004", "code-setting-written-twice", .note)

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
    guard let outer, let inner, text(outer.value) == text(inner.value) else { return }
    sink.report(
      Finding(
        code, at: .introduction(inner.node), "`code.\(name)` repeats `\(name)`",
        help: "remove it", related: [Related(.introduction(outer.node), "it is also here")]))
  }
}
