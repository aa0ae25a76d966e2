// `backup: { enabled: false }` declines a backup; what else is said of backups then contradicts
// it.

import ComponentKit
package import Diagnostics
import Provenance

package enum DisabledBackupWithSettings {
  package static let code = Code("TABLE094", "disabled-backup-with-settings", .warning)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard let backup = table.config.backup.value,
      backup.enabled.isOffForGood(in: tree), let off = backup.enabled.node
    else { return }
    let settings = [backup.retentionDays.node, backup.schedule.node].compactMap { $0 }
    if let first = settings.min() {
      sink.report(
        Finding(
          code, at: .introduction(first), "nothing is backed up here, so this has no effect",
          help: "write `enabled: true`, or remove it",
          related: [Related(.introduction(off), "the backup is declined")]))
    } else if let rule = table.recovery.rules.first(where: {
      tree.source(of: tree.writtenNode(of: $0.node)).role == .spec
    }) {
      sink.report(
        Finding(
          code, at: .node(off), "backups are declined here, but `backupPolicy` schedules some",
          help: "remove `backup`, or the rules of `backupPolicy`, which hold",
          related: [Related(.introduction(rule.node), "a backup is scheduled here")]))
    }
  }
}
