// What `kmsKey` says holds for the key that is created with the table, and for no other.

import ComponentKit
package import Diagnostics
import Provenance

package enum KeySettingsWithoutKey {
  package static let code = Code("TABLE067", "key-settings-without-key", .warning)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard let key = table.config.kmsKey.value, let node = table.config.kmsKey.node,
      table.createsKey(in: tree) == false,
      key.create.value == nil || key.create.value == true || key.create.isOffForGood(in: tree)
    else { return }
    let isWritten = [
      key.alias.isWritten(in: tree), key.enableKeyRotation.isWritten(in: tree),
      key.rotationPeriodInDays.isWritten(in: tree), key.pendingWindowInDays.isWritten(in: tree),
      key.multiRegion.isWritten(in: tree), key.adminPrincipals.isWritten(in: tree),
    ]
    guard isWritten.contains(true) else { return }
    let named = table.config.sseSpecification.value?.kmsMasterKeyId.node
    sink.report(
      Finding(
        code, at: .introduction(node),
        "`kmsKey` says how a key is made, but none is created for the table",
        help: named == nil
          ? "add `create: true`, or remove the settings"
          : "remove the settings: the named key has its own, where it was made",
        related: [
          named.map { Related(.introduction($0), "the table uses the key named here") },
          key.create.node.map { Related(.introduction($0), "no key is created") },
        ].compactMap { $0 }))
  }
}
