// An alarm looks back over a day at most, over a week where its periods are hours.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum AlarmMemory {
  package static let code = Code("TABLE151", "alarm-over-too-long", .error)

  private static let daySeconds = 86_400

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    for alarm in table.alarms {
      guard let period = alarm.alarm.periodSeconds.traced,
        let count = alarm.alarm.evaluationPeriods.traced
      else { continue }
      let limit = period.value >= 3_600 ? 7 * daySeconds : daySeconds
      guard count.value > limit / period.value else { continue }
      sink.report(
        Finding(
          code, at: .node(count.node),
          "\(count.value) periods of \(period.value) seconds are longer than "
            + "\(limit == daySeconds ? "a day" : "seven days")",
          help: "write \(limit / period.value) at most"
            + (period.value < 3_600 ? ", or periods of an hour, which may span a week" : ""),
          related: [Related(.node(period.node), "the period is set here")]))
    }
  }
}
