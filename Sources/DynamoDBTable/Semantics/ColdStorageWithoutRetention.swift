// A rule without a retention gets that of its tier, which may be too short for cold storage, and
// never means "forever".

import ComponentKit
package import Diagnostics
import Provenance

package enum ColdStorageWithoutRetention {
  package static let code = Code("TABLE086", "cold-storage-without-retention", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    for rule in table.recovery.rules {
      guard let cold = rule.value.moveToColdStorageAfterDays.node, rule.value.retention.isAbsent
      else { continue }
      sink.report(
        Finding(
          code, at: .introduction(cold),
          "recovery points move to cold storage, but nothing says how long they are kept",
          help: "add `retention`, at least 90 days more than this"))
    }
  }
}
