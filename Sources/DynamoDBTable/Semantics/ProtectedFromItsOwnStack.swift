// A table that refuses to be deleted refuses its stack, too.

import ComponentKit
package import Diagnostics
import Provenance
import Compliance

package enum ProtectedFromItsOwnStack {
  package static let code = Code("TABLE095", "protected-from-its-own-stack", .warning)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    // Above Commercial the tier's own rule refuses `delete`.
    guard placement.tier == .commercial,
      case .given(.delete, let removal) = table.config.removalPolicy,
      case .given(true, let protection) = table.config.deletionProtectionEnabled
    else { return }
    sink.report(
      Finding(
        code, at: .node(removal),
        "the table is to go with its stack, but refuses to be deleted: removing it fails",
        help: "write `retain`, or `deletionProtectionEnabled: false`",
        related: [Related(.introduction(protection), "the table is protected here")]))
  }
}
