// A time that alone decides about the partition: what expires together lies together, and no query
// can ask for a range of it.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum ExpiryAsPartitionKey {
  package static let code = Code("TABLE078", "expiry-as-partition-key", .warning)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard let expiry = table.config.timeToLiveSpecification.value, expiry.enabled.value == true,
      case .given(let name, let node) = expiry.attributeName,
      // Of another type it never expires anything, which is the graver mistake.
      table.keys.declaration(of: name)?.type.value ?? .n == .n
    else { return }
    let owners =
      [(parts: table.keys.parts, title: "the table")]
      + table.keys.indexes.filter { !$0.isLocal }.map { (parts: $0.parts, title: $0.title) }
    for owner in owners {
      let hashes = owner.parts.filter { $0.role.value == .hash }
      guard hashes.count == 1, let part = hashes.first, part.name.value == name else { continue }
      sink.report(
        Finding(
          code, at: .node(part.name.node),
          "`\(name)`, a time, is the whole partition key of \(owner.title): items that expire "
            + "together share a partition, and no query finds a range of times",
          help: "partition by another attribute, and make `\(name)` the RANGE element",
          related: [Related(.introduction(node), "items expire by it here")]))
    }
  }
}
