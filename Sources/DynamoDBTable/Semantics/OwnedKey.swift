// Without KMS a table is encrypted by a key that belongs to AWS: nobody can see, audit or revoke
// its use.

import ComponentKit
package import Diagnostics
import Provenance
import Compliance

package enum OwnedKey {
  package static let code = Code("TABLE061", "aws-owned-key", .warning)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    // Above Commercial the tier's own rule refuses this.
    guard placement.tier == .commercial,
      let encryption = table.config.sseSpecification.value, encryption.isIntact,
      case .given(false, let off) = encryption.sseEnabled,
      !encryption.sseType.isWritten(in: tree), encryption.kmsMasterKeyId.isAbsent,
      table.createsKey(in: tree) == false,
      table.replicas.all.allSatisfy({ $0.settings?.kmsKeyId.isAbsent ?? true })
    else { return }
    sink.report(
      Finding(
        code, at: .node(off), "the table is encrypted with a key that AWS owns and shows to nobody",
        help: "leave `sseEnabled` out for the key AWS manages in your account, or name one of "
          + "your own in `kmsMasterKeyId`"))
  }
}
