// An alarm on a metric that the table never reports does not fire.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum AlarmWithoutSubject {
  package static let code = Code("TABLE154", "alarm-without-subject", .warning)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    for alarm in table.alarms {
      guard !alarm.alarm.enabled.isBroken, alarm.alarm.enabled.value != false,
        tree.isWritten(alarm.node), let reason = absence(of: alarm.name, in: table)
      else { continue }
      sink.report(
        Finding(
          code, at: .introduction(alarm.node), "`\(alarm.name)` never fires: \(reason)",
          help: "leave the alarm out"))
    }
  }

  /// Why the metric of an alarm has no data; nil when it has, or when nobody can say.
  private static func absence(of name: String, in table: Table) -> String? {
    switch name {
    case "replicationLatency":
      if table.config.globalTables.isAbsent { return "the table is in one region" }
      return table.replicas.isIntact && table.replicas.all.count == 1
        ? "the table has one replica" : nil
    case "indexReadThrottleEvents", "indexWriteThrottleEvents":
      let indexes = table.config.globalSecondaryIndexes
      return indexes.isAbsent || indexes.value?.count == 0
        ? "the table has no global index" : nil
    case "readCapacityUtilization", "writeCapacityUtilization":
      return table.isProvisioned == false ? "the table is billed on demand" : nil
    case "timeToLiveDeletedItemCount":
      switch table.config.timeToLiveSpecification {
      case .absent: return "the table has no time to live"
      case .broken: return nil
      case .given(let setting, _):
        if setting.enabled.isBroken || setting.enabled.value == true { return nil }
        return "the table has no time to live"
      }
    default: return nil
    }
  }
}
