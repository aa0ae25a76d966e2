// Three of the comparisons are with an anomaly band, which the alarms of a table have not.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum AlarmWithoutBand {
  package static let code = Code("TABLE153", "alarm-without-anomaly-band", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    for alarm in table.alarms {
      guard let comparison = alarm.alarm.comparisonOperator.traced else { continue }
      let plain: ComparisonOperator
      switch comparison.value {
      case .greaterThanOrEqualToThreshold, .greaterThanThreshold, .lessThanThreshold,
        .lessThanOrEqualToThreshold:
        continue
      case .lessThanLowerThreshold: plain = .lessThanThreshold
      case .lessThanLowerOrGreaterThanUpperThreshold, .greaterThanUpperThreshold:
        plain = .greaterThanThreshold
      }
      sink.report(
        Finding(
          code, at: .node(comparison.node),
          "`\(comparison.value.rawValue)` compares with an anomaly band, `\(alarm.name)` with a "
            + "threshold",
          help: "write `\(plain.rawValue)`"))
    }
  }
}
