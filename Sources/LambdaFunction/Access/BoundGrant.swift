// What the binds of a function grant it.

import CloudFormation
import ComponentKit
import Provenance
import ServiceSpec
import Shapes

struct BoundGrant: Sendable {
  let bind: Traced<Bind>
  let target: Traced<String>
  let grant: Grant

  /// As reviewers read it: `user-sessions:read-write`.
  var label: String {
    let access = bind.value.access.value?.elements.map(\.value.rawValue) ?? []
    return "\(target.value):\(access.joined(separator: ","))"
  }

  static func all(of settings: FunctionSettings) -> [BoundGrant] {
    settings.entry.binds.compactMap { bind in
      guard let target = bind.value.to.traced,
        let neighbour = settings.context.neighbour(target.value),
        let request = GrantRequest(bind, stem: neighbour.stem)
      else { return nil }
      return BoundGrant(
        bind: bind, target: target,
        grant: neighbour.component.grant(request, in: settings.context))
    }
  }
}
