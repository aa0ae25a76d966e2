// No retention lies between bounds that are the wrong way round.

import ComponentKit
package import Diagnostics
import Provenance

package enum InvertedVaultLock {
  package static let code = Code("TABLE089", "inverted-vault-lock", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard let lock = table.config.backupPolicy.value?.vault.value?.lock.value,
      case .given(let fewest, let lower) = lock.minRetentionDays,
      case .given(let most, let upper) = lock.maxRetentionDays, fewest > most
    else { return }
    let isUpperWritten = lock.maxRetentionDays.isWritten(in: tree)
    sink.report(
      Finding(
        code, at: .node(isUpperWritten ? upper : lower),
        "the lock asks for \(fewest) days or more and allows \(most) or less",
        help: "write a `maxRetentionDays` that is not below `minRetentionDays`",
        related: [
          isUpperWritten
            ? Related(.introduction(lower), "the fewest days")
            : Related(.introduction(upper), "the most days")
        ]))
  }
}
