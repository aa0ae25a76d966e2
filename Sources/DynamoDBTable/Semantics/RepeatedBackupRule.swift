// All rules of a table make one plan, in which a rule is known by its name.

import ComponentKit
package import Diagnostics
import Provenance

package enum RepeatedBackupRule {
  package static let code = Code("TABLE084", "repeated-backup-rule", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    var first: [String: NodeID] = [:]
    for rule in table.recovery.rules {
      guard case .given(let name, let node) = rule.value.ruleName else { continue }
      guard let earlier = first[name] else {
        first[name] = node
        continue
      }
      sink.report(
        Finding(
          code, at: .node(node), "the backup plan has another rule `\(name)`",
          help: "give each rule a name of its own; `backupPlan` and `scheduledBackups` make one "
            + "plan",
          related: [Related(.node(earlier), "the other rule")]))
    }
  }
}
