// Every replica takes the writes of all: provisioned write capacity has to scale.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum GlobalTableWithoutWriteScaling {
  package static let code = Code("TABLE114", "global-table-without-write-scaling", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard table.isGlobal, table.isProvisioned == true, let mode = table.config.billingMode.node
    else {
      return
    }
    let throughput = table.config.provisionedThroughput
    if !throughput.isBroken, !tree.holdsUnknownKey(table.config.node),
      isMissing(table.config.autoScaling, tree),
      isMissing(throughput.value?.autoScaling ?? .absent, tree)
    {
      report(at: .node(mode), "a provisioned global table", nil, &sink)
    }
    for index in table.keys.globalIndexes {
      guard case .global(let settings) = index.kind, isMissing(settings.autoScaling, tree),
        !tree.holdsUnknownKey(index.node)
      else {
        continue
      }
      report(
        at: .node(index.name.node ?? index.node), "\(index.title) of a provisioned global table",
        mode, &sink)
    }
  }

  private static func isMissing(_ scaling: Field<AutoScaling>, _ tree: Tree) -> Bool {
    switch scaling {
    case .absent: return true
    case .broken: return false
    case .given(let scaling, let node):
      return scaling.writeCapacity.isAbsent && !tree.holdsUnknownKey(node)
    }
  }

  private static func report(
    at place: Place, _ subject: String, _ mode: NodeID?, _ sink: inout Sink
  ) {
    sink.report(
      Finding(
        code, at: place, "\(subject) has no automatic scaling of its writes",
        help: "add `autoScaling: { writeCapacity: { minCapacity: …, maxCapacity: … } }`, or bill "
          + "on demand",
        related: mode.map { [Related(.node($0), "the billing mode is set here")] } ?? []))
  }
}
