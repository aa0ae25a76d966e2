// What moves to cold storage stays there for at least 90 days.

import ComponentKit
package import Diagnostics
import Provenance

package enum ShortColdStorage {
  package static let code = Code("TABLE085", "short-cold-storage", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    for rule in table.recovery.rules {
      guard case .given(let retention, let node) = rule.value.retention,
        case .given(let cold, let move) = rule.value.moveToColdStorageAfterDays,
        // Not `cold + 90`, which a number near the end of the range overflows.
        retention - coldDaysMin < cold
      else { continue }
      let least = cold.addingReportingOverflow(coldDaysMin)
      sink.report(
        Finding(
          code, at: .node(node),
          "\(retention) days are too few for recovery points that move to cold storage after "
            + "\(cold): they stay there \(coldDaysMin) days or more",
          help: least.overflow
            ? "write a smaller `moveToColdStorageAfterDays`"
            : "write `retention: \(least.partialValue)` or more, or remove "
              + "`moveToColdStorageAfterDays`",
          related: [Related(.introduction(move), "they move to cold storage here")]))
    }
  }

  /// EVIDENCE: AWS Backup API, Lifecycle: "Backups transitioned to cold storage must be stored in
  /// cold storage for a minimum of 90 days."
  private static let coldDaysMin = 90
}
