// BAK-6, a row of what the tiers require.

import AWSNames
import CloudFormation
import Compliance
import Diagnostics

enum BackupsInOneRegion: TierRule {
  static let code = Code("BAK-6", "backups-in-one-region", .error)
  static let requirement = "a copy of each backup lies in another region of the same partition"
  static let bars = TierBars(moderate: .advised, high: .required)
  static let controls: [Control] = ["CP-6", "CP-6(1)", .high("CP-9(5)")]

  static func check(_ stack: StackView, _ report: inout RuleReport) {
    let backups = TableBackups(stack)
    for table in stack.tables {
      let rules = backups.rules(of: table)
      guard let first = rules.first else { continue }
      let copies = rules.flatMap { $0.value["CopyActions"].elements }
      guard copies.contains(where: { leads(abroad: $0, from: table) }) else {
        report.fails(
          table, at: copies.first ?? first.value,
          "every backup of table `\(table.tableName)` lies in the region of the table",
          help: "add `copyTo: [{ vaultArn: … }]` with a vault in another region")
        continue
      }
      for rule in rules { check(rule, of: table, in: stack, &report) }
    }
  }

  private static func check(
    _ rule: BackupRuleView, of table: ResourceView, in stack: StackView,
    _ report: inout RuleReport
  ) {
    let copies = rule.value["CopyActions"].elements.filter { leads(abroad: $0, from: table) }
    guard !copies.isEmpty else {
      return report.fails(
        table, at: rule.value,
        "rule `\(rule.name)` keeps its backups of table `\(table.tableName)` in one region",
        help: "add `copyTo: [{ vaultArn: … }]` with a vault in another region")
    }
    for copy in copies {
      let vault = copy["DestinationBackupVaultArn"]
      if isMissing(vault, in: stack) {
        report.fails(
          table, at: vault,
          "rule `\(rule.name)` copies backups to a vault that the stack's template of that region"
            + " does not make",
          help: "put the vault back into the template of the region")
      } else {
        report.holds(table, at: vault)
      }
    }
  }

  /// A vault of the stack's own account, in a region that the stack has a template for.
  private static func isMissing(_ vault: ValueView, in stack: StackView) -> Bool {
    guard let arn = vault.text, arn.holds(":${AWS::AccountId}:backup-vault:"),
      let name = arn.split(separator: ":").last
    else { return false }
    let isOfRegion = { (resource: ResourceView) in
      resource.region.map { arn.holds(":backup:\($0):") } ?? false
    }
    guard stack.regions.contains(where: { arn.holds(":backup:\($0):") }) else { return false }
    return !stack.all(AWSBackupBackupVault.self).contains {
      isOfRegion($0) && $0["BackupVaultName"].text.map { $0 == name } ?? true
    }
  }

  /// `arn:…:backup:REGION:…`: another region than the stack's, as far as the text says.
  private static func leads(abroad copy: ValueView, from table: ResourceView) -> Bool {
    guard let arn = copy["DestinationBackupVaultArn"].text else { return false }
    let parts = arn.split(separator: ":", omittingEmptySubsequences: false)
    guard let place = parts.firstIndex(of: "backup"), place + 1 < parts.count else { return false }
    let region = String(parts[place + 1])
    return !region.isEmpty && region != table.region && !arn.holds(":backup:${AWS::Region}")
  }
}
