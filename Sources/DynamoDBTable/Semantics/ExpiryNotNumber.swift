// Time to live passes by every item whose attribute is not a number.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum ExpiryNotNumber {
  package static let code = Code("TABLE077", "expiry-not-a-number", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard let expiry = table.config.timeToLiveSpecification.value, expiry.enabled.value == true,
      case .given(let name, let node) = expiry.attributeName,
      let declared = table.keys.declaration(of: name), declared.type.value != .n
    else { return }
    sink.report(
      Finding(
        code, at: .node(declared.type.node),
        "`\(name)` is declared as `\(declared.type.value.rawValue)`, so no item ever expires",
        help: "declare it as `N` and store seconds since 1970, or let items expire by another "
          + "attribute",
        related: [Related(.introduction(node), "items expire by it here")]))
  }
}
