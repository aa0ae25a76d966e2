// A lock is, before all, the promise to keep recovery points for some time.

import ComponentKit
package import Diagnostics
import Provenance

package enum VaultLockWithoutMinimum {
  package static let code = Code("TABLE090", "vault-lock-without-minimum", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard let vault = table.config.backupPolicy.value?.vault.value,
      case .given(let lock, let node) = vault.lock, lock.minRetentionDays.isAbsent,
      lock.isIntact
    else { return }
    sink.report(
      Finding(
        code, at: .introduction(node),
        "the lock does not say how long recovery points must be kept",
        help: "add `minRetentionDays`, not above the shortest `retention` of the rules"))
  }
}
