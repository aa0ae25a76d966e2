// A local index lives inside the partitions of its table, so it shares the table's partition key.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum LocalIndexWithForeignPartitionKey {
  package static let code = Code("TABLE017", "local-index-with-foreign-partition-key", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    let keys = table.keys
    guard let own = table.writtenKeys.first, own.isIntact, !own.isInTwoForms, let hash = keys.hash,
      MisplacedElement(pairOf: own.parts) == nil
    else { return }
    // A name that lacks its declaration was reported, and is the one that is wrong.
    let isDeclared: (String) -> Bool = { name in
      table.config.attributeDefinitions.isAbsent || keys.declaration(of: name) != nil
    }
    guard isDeclared(hash.name.value) else { return }
    for key in table.writtenKeys where key.owner == .localIndex && key.isPlainList {
      guard key.parts.count == 2, MisplacedElement(pairOf: key.parts) == nil,
        key.parts[0].name.value != hash.name.value, isDeclared(key.parts[0].name.value)
      else { continue }
      let name = key.parts[0].name
      sink.report(
        Finding(
          code, at: .node(name.node),
          "\(key.fullTitle) has the partition key `\(name.value)`, the table has "
            + "`\(hash.name.value)`",
          help: "write `\(hash.name.value)`, or make it a global index",
          related: [Related(.node(hash.name.node), "the table's partition key is here")]))
    }
  }
}
