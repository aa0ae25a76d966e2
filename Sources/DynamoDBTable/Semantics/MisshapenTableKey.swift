// The key of a table is a HASH element, then at most one RANGE element.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum MisshapenTableKey {
  package static let code = Code("TABLE004", "misshapen-table-key", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard let key = table.writtenKeys.first, key.isPlainList, !key.repeatsAttribute,
      let fault = MisplacedElement(pairOf: key.parts)
    else { return }
    sink.report(
      Finding(
        code, at: .node(fault.part.role.node), "\(fault.message) of the table's key",
        help: fault.help))
  }
}
