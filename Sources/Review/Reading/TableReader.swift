// Tables as they are emitted: their copies, and the backups that plans make of them.

import CloudFormation
import TierRules

struct TableReader {
  private let view: StackView
  private let finder: EvidenceFinder
  private let keys: KeyReader

  /// EVIDENCE: DynamoDB API reference, `PointInTimeRecoverySpecification`: 35 days unless said.
  private static let recoveryDays = 35

  init(_ view: StackView, _ finder: EvidenceFinder, _ keys: KeyReader) {
    self.view = view
    self.finder = finder
    self.keys = keys
  }

  var tables: [ReviewedTable] {
    let backups = TableBackups(view)
    return view.tables.map { table in
      let expiry = table["TimeToLiveSpecification"]
      return ReviewedTable(
        component: finder.component(of: table), logicalID: table.id, name: table.tableName,
        indexes: indexes(of: table), streamView: streamView(of: table),
        expiryAttribute: expiry["Enabled"].boolean == true ? expiry["AttributeName"].spelled : nil,
        copies: table.copies.map { copy($0, of: table) },
        backups: backups.rules(of: table).map(backup),
        whenRemoved: table.whenRemoved, evidence: finder.evidence(of: table))
    }
  }

  private func indexes(of table: ResourceView) -> [String] {
    ["GlobalSecondaryIndexes", "LocalSecondaryIndexes"].flatMap { list in
      table[list].elements.map { $0["IndexName"].spelled }
    }
  }

  private func streamView(of table: ResourceView) -> String? {
    let view = table["StreamSpecification", "StreamViewType"]
    return view.isAbsent ? nil : view.spelled
  }

  private func copy(_ copy: TableCopy, of table: ResourceView) -> ReviewedCopy {
    let recovery = copy["PointInTimeRecoverySpecification"]
    let enabled = recovery["PointInTimeRecoveryEnabled"]
    return ReviewedCopy(
      region: copy.region?.spelled ?? table.region, key: keys.use(by: copy, of: table),
      recoveryDays: enabled.boolean == true
        ? recovery["RecoveryPeriodInDays"].integer ?? TableReader.recoveryDays : nil,
      isProtected: copy["DeletionProtectionEnabled"].boolean == true,
      evidence: finder.evidence(of: enabled))
  }

  private func backup(_ rule: BackupRuleView) -> ReviewedBackup {
    let vault = view.named(by: rule.value["TargetBackupVault"], AWSBackupBackupVault.self)
    let lock = vault.map { $0["LockConfiguration"] }
    let schedule = rule.value["ScheduleExpression"]
    return ReviewedBackup(
      rule: rule.name, schedule: schedule.isAbsent ? "" : schedule.spelled,
      timezone: rule.value["ScheduleExpressionTimezone"].text,
      days: rule.retentionDays.integer,
      coldAfterDays: rule.value["Lifecycle"]["MoveToColdStorageAfterDays"].integer,
      vault: vault.map { $0["BackupVaultName"].spelled } ?? rule.value["TargetBackupVault"].spelled,
      lockDays: lock?["MinRetentionDays"].integer,
      lockGraceDays: lock?["ChangeableForDays"].integer,
      copies: rule.value["CopyActions"].elements.map { action in
        ReviewedBackup.Copy(
          destination: TableReader.destination(action["DestinationBackupVaultArn"].spelled),
          days: action["Lifecycle"]["DeleteAfterDays"].integer)
      },
      evidence: finder.evidence(
        of: rule.retentionDays.isAbsent ? rule.value["RuleName"] : rule.retentionDays))
  }

  /// The region of a vault's ARN.
  private static func destination(_ arn: String) -> String {
    let parts = arn.split(separator: ":", omittingEmptySubsequences: false)
    guard let service = parts.firstIndex(of: "backup"), service + 1 < parts.count,
      !parts[service + 1].isEmpty
    else { return arn }
    return String(parts[service + 1])
  }
}

extension ResourceView {
  var whenRemoved: String { deletionPolicy.string ?? "Delete" }
}

extension ValueView {
  /// As a person reads it: texts as they are, references as `${…}`, anything else as JSON.
  var spelled: String {
    if let text { return text }
    switch value {
    case nil: return ""
    case .expression(let expression, _)?:
      if let pieces = expression.pieces { return SubstitutionPiece.text(of: pieces) }
    default: break
    }
    return value.map(EvidenceFinder.json) ?? ""
  }
}
