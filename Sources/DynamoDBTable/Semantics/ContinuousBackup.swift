// AWS Backup has continuous backups for other services; for a table they are its point-in-time
// recovery.

import ComponentKit
package import Diagnostics
import Provenance

package enum ContinuousBackup {
  package static let code = Code("TABLE083", "continuous-backup-of-a-table", .note)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    // Beside another place that says the same, the repetition is what is reported.
    let statements = table.recovery.statements
    guard statements.count == 1,
      case .given(_, let node) = table.config.backupPolicy.value?.continuousBackups.value?.enabled,
      statements[0].node == node
    else { return }
    sink.report(
      Finding(
        code, at: .introduction(node),
        "continuous backups of a table are its point-in-time recovery, and become that",
        help: "write `pointInTimeRecoveryEnabled: \(statements[0].isOn)` for the table"))
  }
}
