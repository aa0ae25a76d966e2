// Two routes with one method and one path: API Gateway refuses the second.

import Shapes
import ComponentKit
package import Diagnostics
import Provenance

package enum RepeatedRoute {
  package static let code = Code("API001", "repeated-route", .error)

  static func check(
    _ api: LambdaAPI, in placement: Placement, _ tree: Tree, _ sink: inout Sink
  ) {
    var first: [String: NodeID] = [:]
    for route in api.config.routes.value?.elements ?? [] {
      guard let method = route.value.method.value, let path = route.value.path.traced else {
        continue
      }
      let name = "\(method.rawValue) \(path.value)"
      guard let earlier = first[name] else {
        first[name] = path.node
        continue
      }
      sink.report(
        Finding(
          code, at: .node(path.node), "route `\(name)` is already there",
          help: "remove one of the two", related: [Related(.node(earlier), "first written here")]))
    }
  }
}
