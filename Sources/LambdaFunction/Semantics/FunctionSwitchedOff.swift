// No concurrency at all is how one stops a function in an emergency.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum FunctionSwitchedOff {
  package static let code = Code("FUNC012", "function-switched-off", .warning)

  static func check(
    _ function: FunctionConfig, in placement: Placement, _ tree: Tree, _ sink: inout Sink
  ) {
    guard let concurrency = function.reservedConcurrency.traced, concurrency.value == 0 else {
      return
    }
    sink.report(
      Finding(
        code, at: .node(concurrency.node), "with a concurrency of 0 the function never runs",
        help: "write how many calls may run at once, or remove the key to share the account's"))
  }
}
