// Tables from backups and from points in time, and the settings of continuous backups.

import Synchronization
import TableItems
package import TableModel
package import VirtualTime

/// What a restored table is to have instead of what the source has.
package struct RestoreOverrides: Sendable, Hashable {
  package var billingMode: BillingMode?
  package var provisionedThroughput: Throughput?
  package var onDemandThroughput: OnDemandThroughput?
  package var encryption: EncryptionSpecification?
  /// Indexes may be left out, not added.
  package var localSecondaryIndexes: [SecondaryIndex]?
  package var globalSecondaryIndexes: [SecondaryIndex]?

  package init() {}
}

package struct ContinuousBackups: Sendable, Hashable {
  /// Nil where point-in-time recovery is off.
  package var recovery: Window?

  package struct Window: Sendable, Hashable {
    package var days: Int
    package var earliest: Instant
    package var latest: Instant
  }
}

extension Engine {
  package func restoreTableFromBackup(
    _ arn: String, to target: String, _ overrides: RestoreOverrides = RestoreOverrides(),
    at now: Instant
  ) throws(EngineError) -> TableDescription {
    let backup = try backup(arn, at: now)
    guard now >= backup.available else { throw .backupInUse("Backup is being created: \(arn)") }
    return try restore(
      backup.description.table.definition, backup.items, to: target, overrides, at: now,
      RestoreSummary(
        sourceBackupArn: arn, sourceTableArn: backup.description.table.tableArn,
        restoreTime: backup.description.details.created, isInProgress: true))
  }

  /// `moment` nil is the latest time that can be restored.
  package func restoreTableToPointInTime(
    _ source: String, to target: String, moment: Instant?,
    _ overrides: RestoreOverrides = RestoreOverrides(), at now: Instant
  ) throws(EngineError) -> TableDescription {
    let name = Engine.tableName(source)
    guard let table = table(name) else { throw .tableNotFound("Table not found: \(name)") }
    let past = try table.state.withLock { state throws(EngineError) in
      state.settle(now)
      guard let history = state.history else {
        throw .pointInTimeRecoveryUnavailable(
          "Point in time recovery is not enabled for table '\(name)'")
      }
      let wished = moment ?? history.latest(now)
      guard wished >= history.earliest(now), wished <= history.latest(now) else {
        throw .invalidRestoreTime("Invalid restore time specified")
      }
      return (
        definition: state.definition, items: history.items(state.items, at: wished),
        arn: state.arn, moment: wished
      )
    }
    // UNCERTAIN: the guide restores the settings of that time, the reference today's: these are
    // today's.
    return try restore(
      past.definition, past.items, to: target, overrides, at: now,
      RestoreSummary(
        sourceBackupArn: nil, sourceTableArn: past.arn, restoreTime: past.moment,
        isInProgress: true))
  }

  private func restore(
    _ source: TableDefinition, _ items: OrderedStore, to target: String,
    _ overrides: RestoreOverrides, at now: Instant, _ summary: RestoreSummary
  ) throws(EngineError) -> TableDescription {
    let definition = try restored(source, target, overrides)
    do throws(TableFault) { try TableRules.check(definition) } catch { throw EngineError(error) }
    guard table(target) == nil else {
      throw .tableAlreadyExists("Table already exists: \(target)")
    }
    var description = try create(definition, at: now, for: settings.restore) { state in
      state.fill(items)
      state.restore = summary
      if settings.restore <= .zero { state.restore?.isInProgress = false }
    }
    description.restore?.isInProgress = true
    return description
  }

  /// EVIDENCE: Developer Guide, "Point-in-time recovery: How it works": tags, streams, expiry and
  /// recovery are not restored. UNCERTAIN, not restored here: deletion protection and the policy.
  private func restored(
    _ source: TableDefinition, _ target: String, _ overrides: RestoreOverrides
  ) throws(EngineError) -> TableDefinition {
    var definition = source
    definition.tableName = target
    definition.tags = []
    definition.streamSpecification = nil
    definition.deletionProtectionEnabled = nil
    definition.resourcePolicy = nil
    definition.localSecondaryIndexes = try kept(
      source.localSecondaryIndexes, overrides.localSecondaryIndexes)
    definition.globalSecondaryIndexes = try kept(
      source.globalSecondaryIndexes, overrides.globalSecondaryIndexes)
    if let encryption = overrides.encryption { definition.encryption = encryption }
    if let onDemand = overrides.onDemandThroughput { definition.onDemandThroughput = onDemand }
    if let billing = overrides.billingMode { definition.billingMode = billing }
    switch definition.billing {
    case .payPerRequest:
      definition.provisionedThroughput = nil
      for index in (definition.globalSecondaryIndexes ?? []).indices {
        definition.globalSecondaryIndexes?[index].provisionedThroughput = nil
      }
    case .provisioned:
      definition.provisionedThroughput =
        overrides.provisionedThroughput ?? definition.provisionedThroughput
    }
    let used = Set(
      (definition.keySchema
        + ((definition.localSecondaryIndexes ?? []) + (definition.globalSecondaryIndexes ?? []))
        .flatMap(\.keySchema)).map(\.attributeName))
    definition.attributeDefinitions.removeAll { !used.contains($0.attributeName) }
    return definition
  }

  private func kept(
    _ source: [SecondaryIndex]?, _ wished: [SecondaryIndex]?
  ) throws(EngineError) -> [SecondaryIndex]? {
    guard let wished else { return source }
    for index in wished {
      guard let known = source?.first(where: { $0.indexName == index.indexName }),
        known.keySchema == index.keySchema
      else {
        throw .validation(
          EngineMessage.values
            + "Index \(index.indexName) is not an index of the source table")
      }
    }
    return wished.isEmpty ? nil : wished
  }

  // MARK: Continuous backups

  package func updateContinuousBackups(
    _ tableName: String, isEnabled: Bool, days: Int? = nil, at now: Instant
  ) throws(EngineError) -> ContinuousBackups {
    let name = Engine.tableName(tableName)
    guard let table = table(name) else { throw .tableNotFound("Table not found: \(name)") }
    if let days {
      guard isEnabled, Limits.recoveryDays.contains(days) else {
        throw .validation(
          "RecoveryPeriodInDays must be between \(Limits.recoveryDays.lowerBound) and "
            + "\(Limits.recoveryDays.upperBound), with point in time recovery enabled")
      }
    }
    return table.state.withLock { state in
      state.settle(now)
      if !isEnabled {
        state.history = nil
      } else if state.history == nil {
        // Enabling again begins the window anew.
        state.history = ChangeHistory(
          enabled: now, days: days ?? Limits.recoveryDays.upperBound)
      } else if let days {
        state.history?.days = days
      }
      return state.continuousBackups(now)
    }
  }

  package func describeContinuousBackups(
    _ tableName: String, at now: Instant
  ) throws(EngineError) -> ContinuousBackups {
    let name = Engine.tableName(tableName)
    guard let table = table(name) else { throw .tableNotFound("Table not found: \(name)") }
    return table.state.withLock { state in
      state.settle(now)
      return state.continuousBackups(now)
    }
  }
}

extension TableState {
  func continuousBackups(_ now: Instant) -> ContinuousBackups {
    ContinuousBackups(
      recovery: history.map {
        ContinuousBackups.Window(
          days: $0.days, earliest: $0.earliest(now), latest: $0.latest(now))
      })
  }

  /// Takes over items that were the table's, or another's.
  mutating func fill(_ source: OrderedStore) {
    items = source
    sizeBytes = 0
    collections = [:]
    var walk = RangeWalk(.all, source, isForward: true)
    while let place = walk.next(source) {
      let stored = StoredItem(reading: source.value(at: place))
      let key = source.key(at: place)
      sizeBytes += stored.size
      for index in indexes.indices {
        _ = indexes[index].follow(key, old: nil, new: stored, due: nil)
      }
      if hasLocalIndexes {
        collections[ByteString(keys.partitionKey(of: stored.item)), default: 0] +=
          collectionBytes(stored)
      }
    }
  }
}
