// A vault is made for the backups of the table; without any it is not made at all.

import ComponentKit
package import Diagnostics
import Provenance
import Compliance

package enum VaultWithoutBackups {
  package static let code = Code("TABLE088", "vault-without-backups", .warning)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    // Above Commercial a table without backups is refused by the tier's own rule.
    guard placement.tier == .commercial, let policy = table.config.backupPolicy.value,
      policy.vault.isWritten(in: tree), let vault = policy.vault.node,
      table.recovery.hasBackups == false
    else { return }
    sink.report(
      Finding(
        code, at: .introduction(vault), "nothing is backed up, so there is no vault",
        help: "add a rule, such as `backupPlan: { retention: 35 }`, or remove `vault`"))
  }
}
