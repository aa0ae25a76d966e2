// BAK-6, a row of what the tiers require.

import AWSNames
import Compliance
import Diagnostics

enum BackupsInOneRegion: TierRule {
  static let code = Code("BAK-6", "backups-in-one-region", .error)
  static let requirement = "a copy of each backup lies in another region of the same partition"
  static let bars = TierBars(moderate: .advised, high: .required)
  static let controls: [Control] = ["CP-6", "CP-6(1)", .high("CP-9(5)")]

  static func check(_ stack: StackView, _ report: inout RuleReport) {
    for table in stack.tables {
      let rules = stack.backupRules(of: table)
      guard let first = rules.first else { continue }
      let copies = rules.flatMap { $0.value["CopyActions"].elements }
      if let copy = copies.first(where: { leads(abroad: $0, from: table) }) {
        report.holds(table, at: copy["DestinationBackupVaultArn"])
      } else {
        report.fails(
          table, at: copies.first ?? first.value,
          "every backup of table `\(table.tableName)` lies in the region of the table",
          help: "add `copyTo: [{ vaultArn: … }]` with a vault in another region")
      }
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
