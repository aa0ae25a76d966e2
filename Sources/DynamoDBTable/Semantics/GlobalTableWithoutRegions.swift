// A global table is a list of regions: without one there is nothing to make.

import ComponentKit
package import Diagnostics
import Provenance

package enum GlobalTableWithoutRegions {
  package static let code = Code("TABLE101", "global-table-without-regions", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard let global = table.config.globalTables.value, global.isIntact, global.regions.isAbsent,
      global.replicationGroup.isAbsent
    else { return }
    sink.report(
      Finding(
        code, at: .introduction(global.node), "`globalTables` names no region",
        help: "list them: `regions: [us-east-1, us-west-2]`"))
  }
}
