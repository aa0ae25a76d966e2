// A trail is either created with the service or named because it exists.

import ComponentKit
package import Diagnostics
import Provenance

package enum TrailNamedAndCreated {
  package static let code = Code("TABLE159", "trail-named-and-created", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard let audit = table.config.audit.value, let name = audit.trailArn.node,
      case .given(.create, let node) = audit.trail
    else { return }
    sink.report(
      Finding(
        code, at: .introduction(name), "a trail is named, but another one is created",
        help: "write `trail: external` to rely on it, or leave `trailArn` out",
        related: [Related(.node(node), "the trail is to be created")]))
  }
}
