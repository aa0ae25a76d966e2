// Settings of an alarm that does not exist have no effect.

import ComponentKit
package import Diagnostics
import Provenance

package enum AlarmSettingsUnused {
  package static let code = Code("TABLE155", "settings-of-disabled-alarm", .warning)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    for alarm in table.alarms {
      guard case .given(false, let decision) = alarm.alarm.enabled, tree.isWritten(decision),
        !tree.isComputed(decision),
        let first = tree.writtenSettings(in: alarm.node, except: decision).first
      else { continue }
      sink.report(
        Finding(
          code, at: .node(decision), "`\(alarm.name)` is disabled, so its settings have no effect",
          help: "write `enabled: true`, or leave them out",
          related: [Related(.introduction(first), "the first of them is here")]))
    }
  }
}
