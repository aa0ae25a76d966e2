// Point-in-time recovery is one property of a table, however many places have a key for it.

import ComponentKit
package import Diagnostics
import Provenance

package enum RepeatedRecovery {
  package static let code = Code("TABLE080", "repeated-point-in-time-recovery", .note)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    let statements = table.recovery.statements
    guard table.recovery.pointInTimeRecovery != nil, let first = statements.first else { return }
    for repetition in statements.dropFirst() {
      sink.report(
        Finding(
          code, at: .introduction(repetition.node),
          "`\(repetition.path)` repeats `\(first.path)`; they are one setting, and agree",
          help: "keep one of them",
          related: [Related(.introduction(first.node), "it is said here first")]))
    }
  }
}
