// DynamoDB reports by the minute: an alarm that looks more often finds nothing.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum SubMinuteAlarm {
  package static let code = Code("TABLE152", "sub-minute-alarm", .warning)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    for alarm in table.alarms {
      guard let period = alarm.alarm.periodSeconds.traced, [10, 20, 30].contains(period.value)
      else {
        continue
      }
      sink.report(
        Finding(
          code, at: .node(period.node),
          "`\(alarm.name)` is reported by the minute, so every \(period.value) seconds there is "
            + "mostly no data",
          help: "write 60 or more"))
    }
  }
}
