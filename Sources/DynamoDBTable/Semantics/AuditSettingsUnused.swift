// How a record is kept is a question only where there is one, and where it is ours.

import ComponentKit
package import Diagnostics
import Provenance

package enum AuditSettingsUnused {
  package static let code = Code("TABLE161", "audit-setting-without-effect", .warning)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard let audit = table.config.audit.value, let node = table.config.audit.node,
      audit.isIntact
    else { return }
    let events = audit.cloudTrailDataEvents
    if events.isAbsent || events.value == DataEvents.none {
      if let decision = events.node, tree.isComputed(decision) { return }
      guard let first = tree.writtenSettings(in: node, except: events.node).first else { return }
      sink.report(
        Finding(
          code, at: events.node.map { .node($0) } ?? .introduction(audit.node),
          "no requests are recorded, so the other settings have no effect",
          help: "write `cloudTrailDataEvents: write` or `all`, or leave them out",
          related: [Related(.introduction(first), "the first of them is here")]))
    } else if case .given(.external, let trail) = audit.trail {
      for (name, value) in [
        ("retentionDays", audit.retentionDays.node), ("immutable", audit.immutable.node),
      ] {
        guard let value, tree.isWritten(value) else { continue }
        sink.report(
          Finding(
            code, at: .introduction(value),
            "an external trail keeps its own record, so `\(name)` has no effect",
            help: "leave it out, and set it where the trail is made",
            related: [Related(.node(trail), "the trail is external")]))
      }
    }
  }
}
