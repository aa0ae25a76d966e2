// How the table can be brought back: the places that say so, read into one answer.

import Shapes
package import Provenance

/// One of the four places that switch point-in-time recovery.
package struct RecoveryStatement: Sendable {
  /// As a person writes it below `config`.
  package let path: String
  package let isOn: Bool
  package let node: NodeID
}

/// Point-in-time recovery and scheduled backups, wherever they were written.
package struct TableRecovery: Sendable {
  /// The places that count: those a person wrote, or else those of the tier.
  package let statements: [RecoveryStatement]
  /// The rules that count, in the order of `backupPlan`, `scheduledBackups`, `backup`; those of
  /// the tier only where a person wrote none.
  package let rules: [Traced<BackupRule>]
  /// The short form asks for a backup, which is a rule beside the others.
  package let shorthand: Traced<BackupShorthand>?
  /// Nothing that decides about point-in-time recovery was reported.
  package let knowsPointInTime: Bool
  /// Nothing that decides which rules there are was reported.
  package let knowsRules: Bool

  /// Nil when nobody says, or when they disagree.
  package var pointInTimeRecovery: Bool? {
    guard knowsPointInTime, let first = statements.first,
      statements.allSatisfy({ $0.isOn == first.isOn })
    else { return nil }
    return first.isOn
  }

  /// Nil when it cannot be known.
  package var hasBackups: Bool? {
    if !rules.isEmpty || shorthand != nil { return true }
    return knowsRules ? false : nil
  }

  package init(_ config: TableConfig, in tree: Tree) {
    let policy = config.backupPolicy.value
    let places: [(path: String, field: Field<Bool>?)] = [
      ("pointInTimeRecoveryEnabled", config.pointInTimeRecoveryEnabled),
      (
        "pointInTimeRecovery.pointInTimeRecoveryEnabled",
        config.pointInTimeRecovery.value?.pointInTimeRecoveryEnabled
      ),
      ("backupPolicy.pointInTimeRecoveryEnabled", policy?.pointInTimeRecoveryEnabled),
      ("backupPolicy.continuousBackups.enabled", policy?.continuousBackups.value?.enabled),
    ]
    let given = places.filter { $0.field?.isAbsent == false }
    let written = given.filter { $0.field?.isWritten(in: tree) == true }
    statements = (written.isEmpty ? given : written).compactMap { place in
      guard case .given(let isOn, let node) = place.field else { return nil }
      return RecoveryStatement(path: place.path, isOn: isOn, node: node)
    }
    knowsPointInTime =
      !config.pointInTimeRecovery.isBroken && !config.backupPolicy.isBroken
      && policy?.continuousBackups.isBroken != true
      && places.allSatisfy { $0.field?.isBroken != true }

    let plan = policy?.backupPlan ?? .absent
    let list = policy?.scheduledBackups ?? .absent
    let isShortWritten = config.backup.isWritten(in: tree)
    let isPersonal = plan.isWritten(in: tree) || list.isWritten(in: tree) || isShortWritten
    var rules: [Traced<BackupRule>] = []
    if let rule = plan.traced, plan.isWritten(in: tree) || !isPersonal { rules.append(rule) }
    if list.isWritten(in: tree) || !isPersonal { rules += list.value?.elements ?? [] }
    self.rules = rules
    let isWanted = config.backup.value.map { $0.enabled.value ?? $0.enabled.isAbsent } ?? false
    shorthand = isWanted && (isShortWritten || !isPersonal) ? config.backup.traced : nil
    knowsRules =
      !config.backupPolicy.isBroken && !config.backup.isBroken && !plan.isBroken && !list.isBroken
      && (list.value?.isIntact ?? true) && config.backup.value?.enabled.isBroken != true
  }
}
