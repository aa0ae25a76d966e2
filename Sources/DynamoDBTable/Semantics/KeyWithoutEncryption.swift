// `sseEnabled: false` takes no key: DynamoDB refuses a key beside it, and a created one would
// encrypt nothing.

import ComponentKit
package import Diagnostics
import Provenance

package enum KeyWithoutEncryption {
  package static let code = Code("TABLE060", "key-with-encryption-off", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard let encryption = table.config.sseSpecification.value,
      case .given(false, let off) = encryption.sseEnabled
    else { return }
    var wishes: [(node: NodeID, text: String)] = []
    if let key = encryption.kmsMasterKeyId.node {
      wishes.append((key, "`kmsMasterKeyId` names a key"))
    }
    if case .given(.kms, let type) = encryption.sseType, encryption.sseType.isWritten(in: tree) {
      wishes.append((type, "`sseType` asks for KMS"))
    }
    if let create = table.config.kmsKey.value?.create, create.value == true,
      create.isWritten(in: tree), let node = create.node
    {
      wishes.append((node, "`kmsKey` creates a key"))
    }
    if let key = table.replicas.all.lazy.compactMap({ $0.settings?.kmsKeyId.node }).first {
      wishes.append((key, "a replica names a key"))
    }
    guard let first = wishes.first else { return }
    sink.report(
      Finding(
        code, at: .node(off), "encryption with a KMS key is off, but \(first.text)",
        help: "write `sseEnabled: true`, or remove everything that has to do with a key",
        related: wishes.map { Related(.introduction($0.node), $0.text) }))
  }
}
