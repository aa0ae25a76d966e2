// An attribute alone deletes nothing. `enabled: false` beside it is no mistake: it is how time to
// live is switched off.

import ComponentKit
package import Diagnostics
import Provenance

package enum ExpiryNotEnabled {
  package static let code = Code("TABLE076", "expiry-not-enabled", .warning)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard let expiry = table.config.timeToLiveSpecification.value,
      let attribute = expiry.attributeName.node, !expiry.enabled.isBroken,
      !expiry.enabled.isWritten(in: tree), expiry.enabled.value != true
    else { return }
    sink.report(
      Finding(
        code, at: .introduction(attribute),
        "nothing is deleted: the attribute is named, but time to live is not enabled",
        help: "add `enabled: true`, or say that it is off with `enabled: false`"))
  }
}
