// What a stack has: tables with their copies and backups, keys, alarms, and what is kept how long.

package struct ReviewedTable: Sendable, Equatable {
  /// Nil for a table that no component owns.
  package let component: String?
  package let logicalID: String
  /// As the template spells it, with `${…}` for what the deployment decides.
  package let name: String
  package let indexes: [String]
  /// `NEW_AND_OLD_IMAGES`; nil without a stream.
  package let streamView: String?
  /// The attribute that items expire by.
  package let expiryAttribute: String?
  /// The stack's own region first.
  package let copies: [ReviewedCopy]
  package let backups: [ReviewedBackup]
  /// What becomes of it when its stack goes: `Retain`.
  package let whenRemoved: String
  package let evidence: Evidence
}

/// A table's data in one region.
package struct ReviewedCopy: Sendable, Equatable {
  /// Nil for the region that the stack is deployed to, when nobody has chosen it.
  package let region: String?
  package let key: KeyUse
  /// Days that can be gone back to; nil without point-in-time recovery.
  package let recoveryDays: Int?
  package let isProtected: Bool
  package let evidence: Evidence
}

/// What data is encrypted with.
package enum KeyUse: Sendable, Hashable {
  /// A key of AWS's own, which nobody here administers.
  case owned
  /// The key that AWS keeps for DynamoDB in the account.
  case managed
  /// A key of the stack, by its place in `ServiceReview.keys`.
  case created(Int)
  /// Somebody else's, as the template names it.
  case named(String)
}

package struct ReviewedKey: Sendable, Equatable {
  package let logicalID: String
  package let region: String?
  package let component: String?
  /// `alias/…`, as the template spells it.
  package let alias: String?
  /// Days between changes of its material; nil without rotation.
  package let rotationDays: Int?
  /// Days of grace before a deletion takes effect.
  package let pendingDays: Int?
  package let whenRemoved: String
  package let evidence: Evidence
}

/// A rule of a backup plan that selects a table.
package struct ReviewedBackup: Sendable, Equatable {
  package let rule: String
  /// As AWS Backup writes it: `cron(0 5 * * ? *)`.
  package let schedule: String
  /// Nil for UTC.
  package let timezone: String?
  /// Nil where they are kept for ever.
  package let days: Int?
  package let coldAfterDays: Int?
  package let vault: String
  /// What the vault's lock asks at least; nil without a lock.
  package let lockDays: Int?
  /// Days until nobody, not even the account's root, can take the lock away; nil where some can.
  package let lockGraceDays: Int?
  package let copies: [Copy]
  package let evidence: Evidence

  package struct Copy: Sendable, Equatable {
    /// The region, where its ARN says one, or the ARN.
    package let destination: String
    package let days: Int?
  }
}

package struct ReviewedAlarm: Sendable, Equatable {
  package let logicalID: String
  package let component: String?
  package let description: String
  package let metrics: [String]
  /// `> 0, 5 of 5 times 60 s`
  package let condition: String
  /// Whom it tells, as the template names them.
  package let actions: [String]
  package let evidence: Evidence
}

/// Something that is kept for a time: a log group, a bucket, a queue.
package struct ReviewedRetention: Sendable, Equatable {
  package enum Kind: String, Sendable {
    case log, auditLog = "audit log", bucket, queue
  }

  package let kind: Kind
  package let logicalID: String
  package let component: String?
  package let name: String
  /// Nil where it is kept for ever.
  package let days: Int?
  /// Nobody can delete it before.
  package let isLocked: Bool
  package let evidence: Evidence
}
