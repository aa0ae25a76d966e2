// A period says how often something happens; with rotation off it never does.

import ComponentKit
package import Diagnostics
import Provenance

package enum RotationPeriodWithoutRotation {
  package static let code = Code("TABLE068", "rotation-period-without-rotation", .warning)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard table.createsKey(in: tree) == true, let key = table.config.kmsKey.value,
      key.enableKeyRotation.isOffForGood(in: tree), let off = key.enableKeyRotation.node,
      let period = key.rotationPeriodInDays.node, key.rotationPeriodInDays.isWritten(in: tree)
    else { return }
    sink.report(
      Finding(
        code, at: .introduction(period), "the key is never rotated, so its period has no effect",
        help: "write `enableKeyRotation: true`, or remove `rotationPeriodInDays`",
        related: [Related(.introduction(off), "rotation is off")]))
  }
}
