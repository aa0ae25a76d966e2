// Tables exported to a bucket and imported from one: which items, and what became of it. How items
// are written and read is the business of whoever has the bucket.

import Synchronization
package import TableItems
package import TableModel
package import VirtualTime

extension Engine {
  /// Hands every item of a table, as it was at a moment, to `write`.
  package func exportTable(
    _ tableArn: String, moment: Instant? = nil, at now: Instant,
    _ write: (Item) throws(EngineError) -> Void
  ) throws(EngineError) -> ExportDescription {
    guard tableArn.hasPrefix("arn:"), !tableArn.contains("/backup/"), let table = table(tableArn)
    else {
      throw .tableNotFound("Table not found: \(tableArn)")
    }
    let suffix = directory.withLock { $0.random.hexText(digits: 8) }
    let past = try table.state.withLock { state throws(EngineError) in
      state.settle(now)
      guard let history = state.history else {
        throw .pointInTimeRecoveryUnavailable(
          "Point in time recovery is not enabled for table '\(state.name)'")
      }
      let wished = moment ?? now
      guard wished >= history.earliest(now), wished <= now else {
        throw .invalidExportTime("ExportTime is outside of the PITR window")
      }
      return (
        items: history.items(state.items, at: wished), arn: state.arn, id: state.id, moment: wished
      )
    }
    var counts = TransferCounts()
    var walk = RangeWalk(.all, past.items, isForward: true)
    while let place = walk.next(past.items) {
      let stored = StoredItem(reading: past.items.value(at: place))
      counts.items += 1
      counts.bytes += stored.size
      try write(stored.item)
    }
    let description = ExportDescription(
      exportArn: past.arn + "/export/0\(now.milliseconds)-" + suffix, tableArn: past.arn,
      tableID: past.id, moment: past.moment, started: now, finished: now + settings.export,
      counts: counts)
    keep(description)
    return description
  }

  /// From now on the export is known as this.
  package func keep(_ description: ExportDescription) {
    directory.withLock { $0.exports[description.exportArn] = description }
  }

  package func describeExport(_ arn: String) throws(EngineError) -> ExportDescription {
    guard let found = directory.withLock({ $0.exports[arn] }) else {
      throw .exportNotFound("Export not found: \(arn)")
    }
    return found
  }

  package func listExports(tableArn: String? = nil) -> [ExportDescription] {
    directory.withLock { directory in
      directory.exports.values.filter { tableArn == nil || $0.tableArn == tableArn }
        .sorted { ($0.started, $0.exportArn) < ($1.started, $1.exportArn) }
    }
  }

  /// Makes a table and puts in it whatever `read` gives, until that is nil. What cannot be put is
  /// counted and left out.
  package func importTable(
    _ definition: TableDefinition, at now: Instant, _ read: () throws(EngineError) -> Item?
  ) throws(EngineError) -> ImportDescription {
    do throws(TableFault) { try TableRules.check(definition) } catch { throw EngineError(error) }
    let name = definition.tableName
    guard table(name) == nil else { throw .resourceInUse(EngineMessage.tableExists(name)) }
    // The items come before the table is there for others.
    var counts = TransferCounts()
    var items: [Item] = []
    while let item = try read() { items.append(item) }
    let suffix = directory.withLock { $0.random.hexText(digits: 8) }
    let description = try create(definition, at: now) { state in
      for item in items {
        counts.processed += 1
        let stored = StoredItem(item)
        counts.bytes += stored.size
        do throws(EngineError) {
          guard stored.size <= Limits.itemBytesMax else {
            throw .validation(EngineMessage.itemSize)
          }
          let write = PreparedWrite(tableName: name, kind: .put(stored), condition: nil)
          var meter = Meter(name)
          state.commit(try state.plan(write), .request, at: now, &meter)
          counts.items += 1
        } catch { counts.errors += 1 }
      }
    }
    let done = ImportDescription(
      importArn: description.tableArn + "/import/0\(now.milliseconds)-" + suffix,
      tableArn: description.tableArn, tableID: description.tableID, definition: definition,
      started: now, finished: now + settings.tableCreation, counts: counts)
    keep(done)
    return done
  }

  /// An import that cannot read what it was pointed at: it is told of, and makes no table.
  package func failedImport(
    _ definition: TableDefinition, _ failure: TransferFailure, at now: Instant
  ) throws(EngineError) -> ImportDescription {
    do throws(TableFault) { try TableRules.check(definition) } catch { throw EngineError(error) }
    let name = definition.tableName
    guard table(name) == nil else { throw .resourceInUse(EngineMessage.tableExists(name)) }
    let (id, suffix) = directory.withLock { ($0.random.uuid(), $0.random.hexText(digits: 8)) }
    return ImportDescription(
      importArn: arn(table: name) + "/import/0\(now.milliseconds)-" + suffix,
      tableArn: arn(table: name), tableID: id, definition: definition, started: now,
      finished: now, failure: failure)
  }

  /// From now on the import is known as this.
  package func keep(_ description: ImportDescription) {
    directory.withLock { $0.imports[description.importArn] = description }
  }

  package func describeImport(_ arn: String) throws(EngineError) -> ImportDescription {
    guard let found = directory.withLock({ $0.imports[arn] }) else {
      throw .importNotFound("Import not found: \(arn)")
    }
    return found
  }

  package func listImports(tableArn: String? = nil) -> [ImportDescription] {
    directory.withLock { directory in
      directory.imports.values.filter { tableArn == nil || $0.tableArn == tableArn }
        .sorted { ($0.started, $0.importArn) < ($1.started, $1.importArn) }
    }
  }
}
