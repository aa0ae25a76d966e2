// A locked vault refuses every job whose recovery point would not be kept as the lock demands.

import ComponentKit
package import Diagnostics
import Provenance

package enum RetentionOutsideVaultLock {
  package static let code = Code("TABLE091", "retention-outside-vault-lock", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard let lock = table.config.backupPolicy.value?.vault.value?.lock.value else { return }
    let lower = lock.minRetentionDays.traced
    let upper = lock.maxRetentionDays.traced
    // Bounds that exclude each other exclude every retention, which is said once.
    if let lower, let upper, lower.value > upper.value { return }
    let retentions =
      table.recovery.rules.compactMap(\.value.retention.traced)
      + [table.recovery.shorthand?.value.retentionDays.traced].compactMap { $0 }
    for retention in retentions {
      if let lower, retention.value < lower.value {
        sink.report(
          Finding(
            code, at: .node(retention.node),
            "the vault keeps nothing for less than \(lower.value) days, so every backup of this "
              + "rule fails",
            help: "write \(lower.value) or more, or lower `minRetentionDays`",
            related: [Related(.introduction(lower.node), "the lock's fewest days")]))
      } else if let upper, retention.value > upper.value {
        sink.report(
          Finding(
            code, at: .node(retention.node),
            "the vault keeps nothing for more than \(upper.value) days, so every backup of this "
              + "rule fails",
            help: "write \(upper.value) or less, or raise `maxRetentionDays`",
            related: [Related(.introduction(upper.node), "the lock's most days")]))
      }
    }
  }
}
