// CloudWatch looks at metrics every 10, 20 or 30 seconds, or every so many minutes.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum AlarmPeriod {
  package static let code = Code("TABLE150", "illegal-alarm-period", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    for alarm in table.alarms {
      guard let period = alarm.alarm.periodSeconds.traced, ![10, 20, 30].contains(period.value),
        period.value % 60 != 0
      else { continue }
      let above = (period.value / 60 + 1) * 60
      sink.report(
        Finding(
          code, at: .node(period.node),
          "\(period.value) seconds is no period of an alarm",
          help: period.value < 60
            ? "write 60" : "write \(above - 60) or \(above): a multiple of 60"))
    }
  }
}
