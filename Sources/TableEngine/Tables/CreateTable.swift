// CreateTable, DescribeTable, DeleteTable and ListTables.

import Synchronization
package import TableModel
package import VirtualTime

extension Engine {
  package func createTable(
    _ definition: TableDefinition, at now: Instant
  ) throws(EngineError) -> TableDescription {
    do { try TableRules.check(definition) } catch { throw EngineError(error) }
    try checkTags(definition.tags)
    return try create(definition, at: now) { _ in }
  }

  /// Makes a table that was found sound; `fill` puts in what it begins with.
  func create(
    _ definition: TableDefinition, at now: Instant, for span: TimeSpan? = nil,
    _ fill: (inout TableState) -> Void
  ) throws(EngineError) -> TableDescription {
    forgetTables(at: now)
    let name = definition.tableName
    return try directory.withLock { directory throws(EngineError) in
      if let table = directory.tables[name] {
        let status = table.state.withLock(\.status)
        switch status {
        case .creating: throw .resourceInUse(EngineMessage.beingCreated(name))
        case .deleting: throw .resourceInUse(EngineMessage.beingChanged(name, "deleted"))
        case .active, .updating: throw .resourceInUse(EngineMessage.tableExists(name))
        }
      }
      guard directory.tables.count < Limits.tablesMax else {
        throw .limitExceeded(
          "Subscriber limit exceeded: There is a limit of \(Limits.tablesMax) tables per subscriber"
        )
      }
      var state = TableState(
        definition, arn: arn(table: name), id: directory.random.uuid(), created: now, settings)
      if enforcesThroughput { state.followThroughput(at: now) }
      fill(&state)
      // The answer to a creation says CREATING, whether or not creation takes any time.
      state.begin(.creating, for: span ?? settings.tableCreation, at: now)
      var description = state.description
      description.status = .creating
      for index in description.globalIndexes.indices {
        description.globalIndexes[index].status = .creating
      }
      directory.tables[name] = Table(state)
      return description
    }
  }

  package func hasTable(_ name: String) -> Bool {
    directory.withLock { $0.tables[name] != nil }
  }

  package func describeTable(
    _ tableName: String, at now: Instant
  ) throws(EngineError) -> TableDescription {
    try withTable(tableName, at: now) { $0.description }
  }

  package func deleteTable(
    _ tableName: String, at now: Instant
  ) throws(EngineError) -> TableDescription {
    let suffix = directory.withLock { $0.random.hexText(digits: 8) }
    let (description, backup) = try withTable(tableName, at: now) { state throws(EngineError) in
      switch state.status {
      case .creating: throw .resourceInUse(EngineMessage.beingCreated(state.name))
      case .updating: throw .resourceInUse(EngineMessage.beingChanged(state.name, "updated"))
      case .deleting: throw .resourceInUse(EngineMessage.beingChanged(state.name, "deleted"))
      case .active: break
      }
      if state.definition.deletionProtectionEnabled == true {
        throw .validation(EngineMessage.protected)
      }
      // EVIDENCE: Developer Guide, "Point-in-time recovery: How it works": what was protected is
      // kept for 35 days after its table is deleted.
      let backup =
        state.history == nil
        ? nil
        : state.backup(
          state.name + "$DeletedTableBackup", .system, suffix: suffix, at: now, available: now)
      state.begin(.deleting, for: settings.tableDeletion, at: now)
      if settings.tableDeletion <= .zero { state.isGone = true }
      var description = state.description
      description.status = .deleting
      return (description, backup)
    }
    if let backup {
      directory.withLock { $0.backups[backup.description.details.backupArn] = backup }
    }
    forgetTables(at: now)
    return description
  }

  /// Takes tables that are gone off the list; their streams can be read for another day.
  func forgetTables(at now: Instant) {
    directory.withLock { directory in
      for table in Array(directory.tables.values) {
        let (isGone, hasStreams) = table.state.withLock { state in
          state.settle(now)
          if state.isGone { state.giveUpItems(at: now) }
          return (state.isGone, !state.streams.isEmpty)
        }
        guard isGone else { continue }
        directory.tables[table.name] = nil
        if hasStreams { directory.formerTables.append(table) }
      }
      directory.formerTables.removeAll { table in
        table.state.withLock { state in
          state.trimStreams(now)
          return state.streams.isEmpty
        }
      }
      directory.formerTables.sort { $0.name < $1.name }
    }
  }

  package func listTables(
    after start: String? = nil, limit: Int? = nil, at now: Instant
  ) -> ListTablesResponse {
    forgetTables(at: now)
    let names = directory.withLock { $0.tables.keys.sorted() }
    let rest = names.drop { name in start.map { name <= $0 } ?? false }
    // EVIDENCE: ListTables returns 100 names unless told.
    let page = Array(rest.prefix(limit ?? 100))
    return ListTablesResponse(
      tableNames: page, lastEvaluatedTableName: page.count < rest.count ? page.last : nil)
  }
}

extension TableState {
  /// What a deleted table still holds is its streams.
  mutating func giveUpItems(at now: Instant) {
    closeStream(at: now)
    items = OrderedStore()
    indexes = []
    collections = [:]
    expiry = nil
    sizeBytes = 0
  }

  /// Sets a status that ends by itself, at once where it takes no time.
  mutating func begin(_ status: TableStatus, for span: TimeSpan, at now: Instant) {
    guard span > .zero else { return }
    self.status = status
    let due = now + span
    tableDue = max(tableDue ?? due, due)
    statusDue = min(statusDue ?? due, due)
  }
}
