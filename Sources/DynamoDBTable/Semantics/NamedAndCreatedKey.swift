// A table is encrypted with one key: the one that is named, or the one that is created.

import ComponentKit
package import Diagnostics
import Provenance

package enum NamedAndCreatedKey {
  package static let code = Code("TABLE066", "named-and-created-key", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard let encryption = table.config.sseSpecification.value,
      encryption.sseEnabled.value != false, let key = encryption.kmsMasterKeyId.node,
      let create = table.config.kmsKey.value?.create, create.value == true,
      create.isWritten(in: tree), let created = create.node
    else { return }
    sink.report(
      Finding(
        code, at: .node(key), "the table is to use this key, and one that is created for it",
        help: "remove `kmsMasterKeyId`, or write `create: false` in `kmsKey`",
        related: [Related(.introduction(created), "a key is created here")]))
  }
}
