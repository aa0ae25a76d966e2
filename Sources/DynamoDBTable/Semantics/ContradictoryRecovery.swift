// Several places switch point-in-time recovery, one on and another off: nobody can say which is
// meant.

import ComponentKit
package import Diagnostics
import Provenance

package enum ContradictoryRecovery {
  package static let code = Code("TABLE081", "contradictory-point-in-time-recovery", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard let first = table.recovery.statements.first else { return }
    for other in table.recovery.statements where other.isOn != first.isOn {
      sink.report(
        Finding(
          code, at: .node(other.node),
          "`\(other.path)` says `\(other.isOn)`, but `\(first.path)` says `\(first.isOn)`",
          help: "they are one setting: keep `pointInTimeRecoveryEnabled` and remove the other",
          related: [Related(.node(first.node), "it is `\(first.isOn)` here")]))
    }
  }
}
