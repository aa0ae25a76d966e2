// A function that can change the table is a function that can break it.

import Compliance
package import Diagnostics
import Provenance
import ServiceSpec
import Shapes

package enum AdminAccess {
  package static let code = Code("BIND008", "admin-access", .warning)

  static func check(
    _ component: any Component, among neighbours: Neighbours, _ tree: Tree, _ sink: inout Sink
  ) {
    // Above Commercial this is a rule of the tier.
    guard neighbours.placement.tier == .commercial else { return }
    for bound in component.offeredBinds(among: neighbours) {
      guard bound.bind.capability.value == .databaseDynamodb,
        let level = bound.bind.access.value?.elements.first(where: { $0.value == .admin })
      else { continue }
      sink.report(
        Finding(
          code, at: .node(level.node),
          "`admin` lets the function change table `\(bound.targetName.value)` itself",
          help: "leave the table's settings to its stack; "
            + "to look at them, `options: { describe: true }` is enough"))
    }
  }
}
