// The alarms of a table as a list: rules about every alarm need not know their names.

package import Provenance

package struct NamedAlarm: Sendable {
  package let name: String
  package let alarm: Alarm
  package let node: NodeID
}

extension Alarms {
  private static let fields: [(name: String, field: @Sendable (Alarms) -> Field<Alarm>)] = [
    ("readThrottleEvents", \.readThrottleEvents),
    ("writeThrottleEvents", \.writeThrottleEvents),
    ("systemErrors", \.systemErrors),
    ("indexReadThrottleEvents", \.indexReadThrottleEvents),
    ("indexWriteThrottleEvents", \.indexWriteThrottleEvents),
    ("throttledRequests", \.throttledRequests),
    ("successfulRequestLatency", \.successfulRequestLatency),
    ("readCapacityUtilization", \.readCapacityUtilization),
    ("writeCapacityUtilization", \.writeCapacityUtilization),
    (
      "accountProvisionedReadCapacityUtilization", \.accountProvisionedReadCapacityUtilization
    ),
    (
      "accountProvisionedWriteCapacityUtilization", \.accountProvisionedWriteCapacityUtilization
    ),
    ("userErrors", \.userErrors),
    ("conditionalCheckFailedRequests", \.conditionalCheckFailedRequests),
    ("transactionConflict", \.transactionConflict),
    ("timeToLiveDeletedItemCount", \.timeToLiveDeletedItemCount),
    ("replicationLatency", \.replicationLatency),
  ]

  /// Those that say something and were not reported.
  package var given: [NamedAlarm] {
    Alarms.fields.compactMap { name, field in
      field(self).traced.map { NamedAlarm(name: name, alarm: $0.value, node: $0.node) }
    }
  }
}

extension Table {
  package var alarms: [NamedAlarm] { config.monitoring.value?.alarms.value?.given ?? [] }
}
