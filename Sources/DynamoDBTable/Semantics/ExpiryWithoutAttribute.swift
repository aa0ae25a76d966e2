// Time to live reads the time of expiry from an attribute, which it must be told.

import ComponentKit
package import Diagnostics
import Provenance

package enum ExpiryWithoutAttribute {
  package static let code = Code("TABLE075", "expiry-without-attribute", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard let expiry = table.config.timeToLiveSpecification.value,
      case .given(true, let on) = expiry.enabled, expiry.attributeName.isAbsent
    else { return }
    sink.report(
      Finding(
        code, at: .introduction(on), "items are to expire, but no attribute says when",
        help: "add `attributeName`: a number of seconds since 1970, such as `expiresAt`"))
  }
}
