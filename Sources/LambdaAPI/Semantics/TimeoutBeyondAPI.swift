// An HTTP API stops waiting long before a function must stop working.

import LambdaFunction
import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum TimeoutBeyondAPI {
  package static let code = Code("API003", "timeout-beyond-api", .warning)

  /// EVIDENCE: API Gateway developer guide, "Quotas for HTTP APIs": maximum integration timeout.
  static let secondsMax = 30

  static func check(
    _ api: LambdaAPI, in placement: Placement, _ tree: Tree, _ sink: inout Sink
  ) {
    guard let timeout = api.function.timeout.traced, timeout.value > secondsMax,
      case .given(let routes, let node) = api.config.routes, routes.count > 0
    else { return }
    sink.report(
      Finding(
        code, at: .node(timeout.node),
        "callers of the API get no answer after \(secondsMax) seconds, however long it runs",
        help: "write `timeout: \(secondsMax)` or less, and leave longer work to a `lambda-worker`",
        related: [Related(.introduction(node), "the routes are here")]))
  }
}
