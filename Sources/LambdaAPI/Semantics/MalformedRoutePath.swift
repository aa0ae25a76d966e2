// A path is words and variables, divided by slashes.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum MalformedRoutePath {
  package static let code = Code("API002", "malformed-route-path", .error)

  static func check(
    _ api: LambdaAPI, in placement: Placement, _ tree: Tree, _ sink: inout Sink
  ) {
    for route in api.config.routes.value?.elements ?? [] {
      guard let path = route.value.path.traced else { continue }
      do throws(RoutePath.Fault) { _ = try RoutePath(parsing: path.value) } catch {
        sink.report(Finding(code, at: .node(path.node), error.message, help: error.help))
      }
    }
  }
}
