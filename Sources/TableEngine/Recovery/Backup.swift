// A backup: a table's definition and its items as they were, sharing what has not changed since.

import TableModel
package import VirtualTime

package enum BackupStatus: String, Sendable, Hashable, Codable {
  case creating = "CREATING"
  case deleted = "DELETED"
  case available = "AVAILABLE"
}

package enum BackupType: String, Sendable, Hashable, Codable, CaseIterable {
  case user = "USER"
  case system = "SYSTEM"
  case awsBackup = "AWS_BACKUP"
}

package struct BackupDetails: Sendable, Hashable, Codable {
  package var backupArn: String
  package var backupName: String
  package var status: BackupStatus
  package var type: BackupType
  package var created: Instant
  /// System backups go by themselves.
  package var expires: Instant?
  package var sizeBytes: Int
}

package struct BackupDescription: Sendable, Hashable, Codable {
  package var details: BackupDetails
  /// The table as it was.
  package var table: TableDescription
  package var timeToLive: TimeToLiveDescription
}

struct Backup: Sendable, Codable {
  let description: BackupDescription
  let items: OrderedStore
  /// When the backup is there to be used.
  let available: Instant

  func shown(at now: Instant) -> BackupDescription {
    var shown = description
    shown.details.status = now < available ? .creating : .available
    return shown
  }
}
