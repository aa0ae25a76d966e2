// Two routes that take the same requests: API Gateway refuses the second.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum RepeatedRoute {
  package static let code = Code("API001", "repeated-route", .error)

  static func check(
    _ api: LambdaAPI, in placement: Placement, _ tree: Tree, _ sink: inout Sink
  ) {
    var first: [String: Traced<String>] = [:]
    for route in api.config.routes.value?.elements ?? [] {
      guard let method = route.value.method.value, let path = route.value.path.traced else {
        continue
      }
      // A path that cannot be read is compared as it stands.
      let shape: String
      do throws(RoutePath.Fault) { shape = try RoutePath(parsing: path.value).shape } catch {
        shape = path.value
      }
      guard let earlier = first["\(method.rawValue) \(shape)"] else {
        first["\(method.rawValue) \(shape)"] = path
        continue
      }
      let title = "`\(method.rawValue) \(path.value)`"
      sink.report(
        Finding(
          code, at: .node(path.node),
          earlier.value == path.value
            ? "route \(title) is already there"
            : "route \(title) takes the same requests as `\(method.rawValue) \(earlier.value)`",
          help: "remove one of the two",
          related: [Related(.node(earlier.node), "first written here")]))
    }
  }
}
