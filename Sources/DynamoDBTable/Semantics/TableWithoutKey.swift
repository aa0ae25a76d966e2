// A table finds its items by its key: it must have one, in either form.

import ServiceSpec
import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum TableWithoutKey {
  package static let code = Code("TABLE001", "table-without-key", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    let config = table.config
    guard config.keySchema.isAbsent, config.partitionKey.isAbsent, config.sortKey.isAbsent,
      !tree.holdsUnknownKey(config.node)
    else { return }
    sink.report(
      Finding(
        code, at: .node(table.entry.name.node), "table `\(table.entry.name.value)` has no key",
        help: "add `partitionKey: { name: …, type: S }`, with the attribute that identifies an item"
      ))
  }
}
