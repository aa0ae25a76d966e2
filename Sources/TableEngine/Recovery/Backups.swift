// CreateBackup, DescribeBackup, ListBackups and DeleteBackup.

import Synchronization
import TableItems
import TableModel
package import VirtualTime

extension Engine {
  package func createBackup(
    _ tableName: String, named backupName: String, type: BackupType = .user, at now: Instant
  ) throws(EngineError) -> BackupDetails {
    do throws(TableFault) { try TableRules.checkName(backupName, member: "backupName") } catch {
      throw EngineError(error)
    }
    let name = Engine.tableName(tableName)
    guard let table = table(name) else { throw .tableNotFound("Table not found: \(name)") }
    let suffix = directory.withLock { $0.random.hexText(digits: 8) }
    let backup = try table.state.withLock { state throws(EngineError) in
      state.settle(now)
      guard state.isOpen else { throw .tableNotFound("Table not found: \(name)") }
      return state.backup(
        backupName, type, suffix: suffix, at: now, available: now + settings.backupCreation)
    }
    directory.withLock { $0.backups[backup.description.details.backupArn] = backup }
    var details = backup.description.details
    details.status = .creating
    return details
  }

  package func describeBackup(
    _ arn: String, at now: Instant
  ) throws(EngineError) -> BackupDescription {
    try backup(arn, at: now).shown(at: now)
  }

  package func deleteBackup(
    _ arn: String, at now: Instant
  ) throws(EngineError) -> BackupDescription {
    let backup = try backup(arn, at: now)
    guard now >= backup.available else {
      throw .backupInUse("Backup is being created: \(arn)")
    }
    _ = directory.withLock { $0.backups.removeValue(forKey: arn) }
    var description = backup.description
    description.details.status = .deleted
    return description
  }

  /// Backups in the order of their times, then of their ARNs.
  package func listBackups(
    tableName: String? = nil, type: BackupType? = nil, from lower: Instant? = nil,
    to upper: Instant? = nil, after start: String? = nil, limit: Int? = nil, at now: Instant
  ) -> (backups: [BackupDescription], lastEvaluatedBackupArn: String?) {
    let all = directory.withLock { directory in
      directory.backups.values.map { $0.shown(at: now) }
    }
    let wanted = all.filter { backup in
      let details = backup.details
      let isOfTable =
        tableName.map { Engine.tableName($0) == backup.table.definition.tableName } ?? true
      return isOfTable && (type == nil || details.type == type)
        && (lower.map { details.created >= $0 } ?? true)
        && (upper.map { details.created < $0 } ?? true)
        && (details.expires.map { $0 > now } ?? true)
    }.sorted {
      ($0.details.created, $0.details.backupArn) < ($1.details.created, $1.details.backupArn)
    }
    var rest = wanted[...]
    if let start {
      let place = wanted.firstIndex { $0.details.backupArn == start }
      rest = wanted[(place.map { $0 + 1 } ?? wanted.count)...]
    }
    let page = Array(rest.prefix(limit ?? 100))
    return (page, page.count < rest.count ? page.last?.details.backupArn : nil)
  }

  func backup(_ arn: String, at now: Instant) throws(EngineError) -> Backup {
    let found = directory.withLock { $0.backups[arn] }
    guard let found, found.description.details.expires.map({ $0 > now }) ?? true else {
      throw .backupNotFound("Backup not found: \(arn)")
    }
    return found
  }
}

extension TableState {
  func backup(
    _ backupName: String, _ type: BackupType, suffix: String, at now: Instant, available: Instant
  ) -> Backup {
    let details = BackupDetails(
      backupArn: arn + "/backup/0\(now.milliseconds)-" + suffix, backupName: backupName,
      status: .creating, type: type, created: now,
      expires: type == .system ? now + .days(35) : nil, sizeBytes: sizeBytes)
    return Backup(
      description: BackupDescription(
        details: details, table: description,
        timeToLive: TimeToLiveDescription(
          status: expiry?.status ?? .disabled, attributeName: expiry?.attribute.description)),
      items: items, available: available)
  }
}
