// BAK-5, a row of what the tiers require.

import CloudFormation
import Compliance
import Diagnostics

enum UnlockedVault: TierRule {
  static let code = Code("BAK-5", "unlocked-vault", .error)
  static let requirement = "what lies in a backup vault cannot be taken out before its time"
  static let bars = TierBars(commercial: .advised, moderate: .required, high: .required)
  static let controls: [Control] = ["CP-9", "CP-9(8)", "AU-9"]

  /// As long as the tiers keep a backup.
  private static let daysMin = 365
  /// The shortest grace that AWS Backup takes, and the longest for which a lock is one: until it is
  /// over, the lock can be taken off. UNCERTAIN: no source sets a limit; a month is ours.
  private static let graceDays = 3...30
  /// What takes a backup away before its time.
  private static let removals = [
    "backup:DeleteRecoveryPoint", "backup:UpdateRecoveryPointLifecycle",
  ]

  static func check(_ stack: StackView, _ report: inout RuleReport) {
    for vault in stack.all(AWSBackupBackupVault.self) {
      let name = vault["BackupVaultName"].text ?? vault.id
      demand(
        vault["EncryptionKeyArn"].isCustomerKey, of: vault, at: vault["EncryptionKeyArn"],
        "vault `\(name)` is encrypted with a key of AWS",
        "leave `vault.kmsKeyId` out, or name a key of your own", &report)
      let least = vault["LockConfiguration"]["MinRetentionDays"]
      demand(
        least.isUnknown || (least.integer ?? 0) >= daysMin, of: vault, at: least,
        least.isAbsent
          ? "backups can be taken out of vault `\(name)` at any time"
          : "backups can be taken out of vault `\(name)` before a year is over",
        "write `vault: { lock: { minRetentionDays: \(daysMin) } }`", &report)
      demand(
        vault.deletionPolicy.isKept && vault.updateReplacePolicy.isKept, of: vault,
        at: vault.deletionPolicy, "vault `\(name)` goes with the stack",
        "keep it: `DeletionPolicy` and `UpdateReplacePolicy` are `Retain`", &report)
      checkAccess(to: vault, name, &report)
      if report.tier == .fedrampHigh { checkHigh(vault, name, &report) }
    }
  }

  /// Whom the policy of the vault lets in, and to do what.
  private static func checkAccess(
    to vault: ResourceView, _ name: String, _ report: inout RuleReport
  ) {
    for statement in vault.statements(vault["AccessPolicy"]) where statement.isAllow {
      if let outsider = statement.outsider {
        report.fails(
          vault, at: outsider, "the policy of vault `\(name)` lets in those of other accounts",
          help: "name principals of the account, or add a condition on `aws:PrincipalOrgID`")
      }
      if let action = statement.wildcardActions.first {
        report.fails(
          vault, at: action, "the policy of vault `\(name)` allows more than it names",
          help: "name the actions that are needed")
      }
    }
  }

  private static func checkHigh(
    _ vault: ResourceView, _ name: String, _ report: inout RuleReport
  ) {
    let grace = vault["LockConfiguration"]["ChangeableForDays"]
    let isLong = grace.integer.map { $0 > graceDays.upperBound } ?? false
    demand(
      grace.isUnknown || graceDays.contains(grace.integer ?? 0), of: vault, at: grace,
      isLong
        ? "the lock of vault `\(name)` can be taken off for \(grace.integer ?? 0) days"
        : "the lock of vault `\(name)` can be taken off",
      "write `changeableForDays: \(graceDays.lowerBound)`", &report)
    let policy = vault["AccessPolicy"]
    for action in removals {
      demand(
        vault.statements(policy).contains {
          $0.isDeny && $0.isPublic && !$0.hasCondition && $0.covers(action)
            && $0.resources.contains { $0.string == "*" }
        }, of: vault, at: policy, "backups in vault `\(name)` can be deleted",
        "deny `\(action)` to everybody in its access policy", &report)
    }
  }

  private static func demand(
    _ isMet: Bool, of vault: ResourceView, at value: ValueView, _ message: String,
    _ help: String, _ report: inout RuleReport
  ) {
    if isMet {
      report.holds(vault, at: value)
    } else {
      report.fails(vault, at: value.isAbsent ? nil : value, message, help: help)
    }
  }
}
