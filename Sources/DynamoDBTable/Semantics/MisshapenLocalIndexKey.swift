// The key of a local index is the table's HASH element, then one RANGE element.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum MisshapenLocalIndexKey {
  package static let code = Code("TABLE016", "misshapen-local-index-key", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    for key in table.writtenKeys
    where key.owner == .localIndex && key.isPlainList && !key.repeatsAttribute {
      guard let fault = MisplacedElement(pairOf: key.parts) else { continue }
      sink.report(
        Finding(
          code, at: .node(fault.part.role.node), "\(fault.message) of the key of \(key.title)",
          help: fault.help))
    }
  }
}
