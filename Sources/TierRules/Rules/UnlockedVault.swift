// BAK-5, a row of what the tiers require.

import CloudFormation
import Compliance
import Diagnostics

enum UnlockedVault: TierRule {
  static let code = Code("BAK-5", "unlocked-vault", .error)
  static let requirement = "what lies in a backup vault cannot be taken out before its time"
  static let bars = TierBars(commercial: .advised, moderate: .required, high: .required)
  static let controls: [Control] = ["CP-9", "CP-9(8)", "AU-9"]

  static func check(_ stack: StackView, _ report: inout RuleReport) {
    for vault in stack.all(AWSBackupBackupVault.self) {
      let name = vault["BackupVaultName"].text ?? vault.id
      present(
        vault["EncryptionKeyArn"], of: vault, "vault `\(name)` is encrypted with a key of AWS",
        "leave `vault.kmsKeyId` out, or name a key of your own", &report)
      present(
        vault["LockConfiguration"]["MinRetentionDays"], of: vault,
        "backups can be taken out of vault `\(name)` at any time",
        "write `vault: { lock: { minRetentionDays: 365 } }`", &report)
      if !vault.deletionPolicy.isKept || !vault.updateReplacePolicy.isKept {
        report.fails(
          vault, at: vault.deletionPolicy, "vault `\(name)` goes with the stack",
          help: "keep it: `DeletionPolicy` and `UpdateReplacePolicy` are `Retain`")
      }
      guard report.tier == .fedrampHigh else { continue }
      present(
        vault["LockConfiguration"]["ChangeableForDays"], of: vault,
        "the lock of vault `\(name)` can be taken off", "write `changeableForDays: 3`", &report)
      if !vault.statements(vault["AccessPolicy"]).contains(where: {
        $0.isDeny && $0.covers("backup:DeleteRecoveryPoint")
      }) {
        report.fails(
          vault, at: vault["AccessPolicy"], "backups in vault `\(name)` can be deleted",
          help: "deny `backup:DeleteRecoveryPoint` in its access policy")
      }
    }
  }

  private static func present(
    _ value: ValueView, of vault: ResourceView, _ message: String, _ help: String,
    _ report: inout RuleReport
  ) {
    if value.isAbsent {
      report.fails(vault, at: nil, message, help: help)
    } else {
      report.holds(vault, at: value)
    }
  }
}
