// Contributor insights of tables and indexes, and Kinesis destinations: settings that are kept.

import Synchronization
package import VirtualTime

package enum InsightsMode: String, Sendable, Hashable, Codable, CaseIterable {
  case accessedAndThrottled = "ACCESSED_AND_THROTTLED_KEYS"
  case throttled = "THROTTLED_KEYS"
}

package struct InsightsSetting: Sendable, Hashable, Codable {
  package var isEnabled = false
  package var mode = InsightsMode.accessedAndThrottled
  package var updated: Instant?
}

package struct InsightsSummary: Sendable, Hashable {
  package var tableName: String
  package var indexName: String?
  package var setting: InsightsSetting
}

extension Engine {
  package func updateContributorInsights(
    _ tableName: String, index: String?, isEnabled: Bool, mode: InsightsMode? = nil,
    at now: Instant
  ) throws(EngineError) -> InsightsSetting {
    try withTable(tableName, at: now) { state throws(EngineError) in
      try state.requireIndex(index)
      var setting = state.insights[index ?? ""] ?? InsightsSetting()
      setting.isEnabled = isEnabled
      setting.mode = mode ?? setting.mode
      setting.updated = now
      state.insights[index ?? ""] = setting
      return setting
    }
  }

  package func describeContributorInsights(
    _ tableName: String, index: String?, at now: Instant
  ) throws(EngineError) -> InsightsSetting {
    try withTable(tableName, at: now) { state throws(EngineError) in
      try state.requireIndex(index)
      return state.insights[index ?? ""] ?? InsightsSetting()
    }
  }

  /// Tables and indexes whose insights were ever set, in order.
  package func listContributorInsights(
    tableName: String? = nil, at now: Instant
  ) throws(EngineError) -> [InsightsSummary] {
    if let tableName { _ = try describeTable(tableName, at: now) }
    let tables = directory.withLock { directory in
      directory.tables.values.sorted { $0.name < $1.name }
        .filter { table in tableName.map { Engine.tableName($0) == table.name } ?? true }
    }
    return tables.flatMap { table in
      table.state.withLock { state in
        state.insights.sorted { $0.key < $1.key }.map {
          InsightsSummary(
            tableName: state.name, indexName: $0.key.isEmpty ? nil : $0.key, setting: $0.value)
        }
      }
    }
  }
}

extension TableState {
  func requireIndex(_ name: String?) throws(EngineError) {
    guard let name, index(named: name) == nil else { return }
    throw .resourceNotFound("Requested resource not found: Index: \(name) not found")
  }
}

package struct KinesisDestination: Sendable, Hashable, Codable {
  package var streamArn: String
  /// `ENABLING`, `ACTIVE`, `DISABLING`, `DISABLED`.
  package var status: String
  package var precision: String?
}

extension Engine {
  package func enableKinesisDestination(
    _ tableName: String, streamArn: String, precision: String? = nil, at now: Instant
  ) throws(EngineError) -> KinesisDestination {
    try withTable(tableName, at: now) { state throws(EngineError) in
      if state.kinesis.contains(where: { $0.status == "ACTIVE" && $0.streamArn == streamArn }) {
        throw .resourceInUse(
          "Table is not in a valid state to enable Kinesis Streaming Destination: "
            + "EnableKinesisStreamingDestination must be DISABLED or ENABLE_FAILED "
            + "to perform ENABLE operation.")
      }
      state.kinesis.removeAll { $0.streamArn == streamArn }
      state.kinesis.append(
        KinesisDestination(streamArn: streamArn, status: "ACTIVE", precision: precision))
      return KinesisDestination(streamArn: streamArn, status: "ENABLING", precision: precision)
    }
  }

  package func disableKinesisDestination(
    _ tableName: String, streamArn: String, at now: Instant
  ) throws(EngineError) -> KinesisDestination {
    try changeKinesisDestination(tableName, streamArn, at: now) { destination in
      destination.status = "DISABLED"
      var shown = destination
      shown.status = "DISABLING"
      return shown
    }
  }

  package func updateKinesisDestination(
    _ tableName: String, streamArn: String, precision: String, at now: Instant
  ) throws(EngineError) -> KinesisDestination {
    try changeKinesisDestination(tableName, streamArn, at: now) { destination in
      destination.precision = precision
      return destination
    }
  }

  private func changeKinesisDestination(
    _ tableName: String, _ streamArn: String, at now: Instant,
    _ change: (inout KinesisDestination) -> KinesisDestination
  ) throws(EngineError) -> KinesisDestination {
    try withTable(tableName, at: now) { state throws(EngineError) in
      guard
        let place = state.kinesis.firstIndex(
          where: { $0.streamArn == streamArn && $0.status == "ACTIVE" })
      else {
        throw .resourceInUse(
          "Table is not in a valid state to disable Kinesis Streaming Destination: "
            + "DisableKinesisStreamingDestination must be ACTIVE to perform DISABLE operation.")
      }
      return change(&state.kinesis[place])
    }
  }

  package func describeKinesisDestinations(
    _ tableName: String, at now: Instant
  ) throws(EngineError) -> [KinesisDestination] {
    try withTable(tableName, at: now) { $0.kinesis }
  }
}
