// Only a table of one region can be created from data in S3.

import ComponentKit
package import Diagnostics
import Provenance

package enum ImportIntoGlobalTable {
  package static let code = Code("TABLE097", "import-into-global-table", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard let source = table.config.importSourceSpecification.node,
      let global = table.config.globalTables.node
    else { return }
    sink.report(
      Finding(
        code, at: .introduction(source), "a global table cannot be filled by an import",
        help: "remove `globalTables`, or write the items once the table is there",
        related: [Related(.introduction(global), "the table is replicated here")]))
  }
}
