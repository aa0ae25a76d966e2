// UpdateTable: what it may change, checked first and then changed in one go.

import TableModel
package import VirtualTime

extension Engine {
  package func updateTable(
    _ request: UpdateTableRequest, at now: Instant
  ) throws(EngineError) -> TableDescription {
    try checkSomethingChanges(request)
    let changed = try changeTable(request, at: now)
    try shareUpdate(request, at: now)
    guard !request.replicaChanges.isEmpty else { return changed }
    try changeReplicas(request, at: now)
    var description = try describeTable(request.tableName, at: now)
    description.status = .updating
    return description
  }

  /// Changes the table of this region.
  func changeTable(
    _ request: UpdateTableRequest, at now: Instant
  ) throws(EngineError) -> TableDescription {
    try withTable(request.tableName, at: now) { state throws(EngineError) in
      try state.requireIdle()
      var update = TableUpdate(state: state, settings: settings, now: now)
      try update.apply(request)
      state = update.state
      var description = state.description
      if !update.isQuiet { description.status = .updating }
      for index in description.globalIndexes.indices
      where update.created.contains(description.globalIndexes[index].index.indexName) {
        description.globalIndexes[index].status = .creating
        description.globalIndexes[index].backfilling = false
      }
      return description
    }
  }

  private func checkSomethingChanges(_ request: UpdateTableRequest) throws(EngineError) {
    let isEmpty =
      request.billingMode == nil && request.provisionedThroughput == nil
      && request.onDemandThroughput == nil && request.warmThroughput == nil
      && request.indexChanges.isEmpty && request.streamSpecification == nil
      && request.encryption == nil && request.replicaChanges.isEmpty && request.tableClass == nil
      && request.deletionProtectionEnabled == nil
    guard isEmpty else { return }
    throw .validation(
      "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, "
        + "GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required")
  }
}

extension TableState {
  /// A table that is changing can be changed no further.
  func requireIdle() throws(EngineError) {
    switch status {
    case .active: break
    case .creating: throw .resourceInUse(EngineMessage.beingCreated(name))
    case .updating: throw .resourceInUse(EngineMessage.beingChanged(name, "updated"))
    case .deleting: throw .resourceInUse(EngineMessage.beingChanged(name, "deleted"))
    }
  }
}

/// An update on its way: works on a copy, so that a refusal half-way changes nothing.
struct TableUpdate {
  var state: TableState
  let settings: EngineSettings
  let now: Instant
  /// Nothing changed for which a table is ever UPDATING.
  var isQuiet = true
  var created: [String] = []

  mutating func apply(_ request: UpdateTableRequest) throws(EngineError) {
    do throws(TableFault) {
      if let throughput = request.provisionedThroughput { try TableRules.checkBounds(throughput) }
    } catch { throw EngineError(error) }
    try changeBilling(request)
    try changeThroughput(request)
    try changeIndexes(request)
    try changeStream(request)
    if let encryption = request.encryption {
      state.definition.encryption = encryption.enabled == false ? nil : encryption
      isQuiet = false
    }
    if let tableClass = request.tableClass {
      state.definition.tableClass = tableClass
      state.classChanged = now
      isQuiet = false
    }
    if let protection = request.deletionProtectionEnabled {
      state.definition.deletionProtectionEnabled = protection
    }
    if state.gate != nil { state.followThroughput(at: now) }
    if !isQuiet { state.begin(.updating, for: settings.tableUpdate, at: now) }
  }

  private mutating func changeBilling(_ request: UpdateTableRequest) throws(EngineError) {
    let billing = request.billingMode ?? state.definition.billing
    if billing == .payPerRequest, request.provisionedThroughput != nil {
      throw .validation(
        EngineMessage.values + "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified "
          + "when BillingMode is PAY_PER_REQUEST")
    }
    guard let mode = request.billingMode, mode != state.definition.billing else { return }
    isQuiet = false
    state.definition.billingMode = mode
    switch mode {
    case .payPerRequest:
      state.billingSince = now
      state.definition.provisionedThroughput = nil
      state.throughput.throughput = Throughput(read: 0, write: 0)
      for index in state.indexes.indices where !state.indexes[index].isLocal {
        state.indexes[index].index.provisionedThroughput = nil
        state.indexes[index].throughput.throughput = Throughput(read: 0, write: 0)
      }
    case .provisioned:
      guard request.provisionedThroughput != nil else {
        throw .validation(
          EngineMessage.values
            + "ProvisionedThroughput must be specified when BillingMode is PROVISIONED")
      }
      for index in state.indexes where !index.isLocal {
        let isGiven = request.indexChanges.contains { change in
          if case .update(index.name, _?, _, _) = change { true } else { false }
        }
        guard isGiven else {
          throw .validation(
            EngineMessage.values + "ProvisionedThroughput must be specified for index: "
              + "\(index.name) when BillingMode is PROVISIONED")
        }
      }
      state.definition.onDemandThroughput = nil
    }
  }

  private mutating func changeThroughput(_ request: UpdateTableRequest) throws(EngineError) {
    if let onDemand = request.onDemandThroughput {
      guard state.definition.billing == .payPerRequest else {
        throw .validation(
          EngineMessage.values
            + "OnDemandThroughput should not be specified when BillingMode is PROVISIONED")
      }
      state.definition.onDemandThroughput = onDemand
      isQuiet = false
    }
    if let warm = request.warmThroughput {
      state.definition.warmThroughput = warm
      isQuiet = false
    }
    guard let throughput = request.provisionedThroughput else { return }
    isQuiet = false
    let current = state.throughput.throughput
    guard throughput != current else {
      throw .validation(ThroughputChange.unchanged("table", current, throughput))
    }
    state.throughput.change(to: throughput, at: now)
    state.definition.provisionedThroughput = throughput
  }

  private mutating func changeStream(_ request: UpdateTableRequest) throws(EngineError) {
    guard let stream = request.streamSpecification else { return }
    isQuiet = false
    let isOpen = state.streams.last.map { $0.disabled == nil } ?? false
    switch (stream.streamEnabled, isOpen) {
    case (true, true):
      throw .validation("Table already has an enabled stream: TableName: \(state.name)")
    case (true, false):
      guard let viewType = stream.streamViewType else {
        throw .validation(
          EngineMessage.values
            + "Table is being created with a stream enabled, but no UpdateViewType specified")
      }
      state.openStream(viewType, at: now)
      state.definition.streamSpecification = stream
    case (false, true):
      state.closeStream(at: now)
      state.definition.streamSpecification = nil
    case (false, false):
      throw .validation("Table already has stream disabled: TableName: \(state.name)")
    }
  }
}

enum ThroughputChange {
  static func unchanged(_ what: String, _ current: Throughput, _ asked: Throughput) -> String {
    "The provisioned throughput for the \(what) will not change. "
      + "The requested value equals the current value. "
      + "Current ReadCapacityUnits provisioned for the \(what): \(current.readCapacityUnits). "
      + "Requested ReadCapacityUnits: \(asked.readCapacityUnits). "
      + "Current WriteCapacityUnits provisioned for the \(what): \(current.writeCapacityUnits). "
      + "Requested WriteCapacityUnits: \(asked.writeCapacityUnits). "
      + "Refer to the Amazon DynamoDB Developer Guide for current limits and how to request "
      + "higher limits."
  }
}

extension ThroughputDescription {
  mutating func change(to next: Throughput, at now: Instant) {
    let old = throughput
    if next.readCapacityUnits > old.readCapacityUnits
      || next.writeCapacityUnits > old.writeCapacityUnits
    {
      lastIncrease = now
    }
    if next.readCapacityUnits < old.readCapacityUnits
      || next.writeCapacityUnits < old.writeCapacityUnits
    {
      let day = now.seconds / 86_400
      let isSameDay = lastDecrease.map { $0.seconds / 86_400 == day } ?? false
      numberOfDecreasesToday = isSameDay ? numberOfDecreasesToday + 1 : 1
      lastDecrease = now
    }
    throughput = next
  }
}
