// BAK-2, a row of what the tiers require.

import Diagnostics

enum TableWithoutBackupPlan: TierRule {
  static let code = Code("BAK-2", "table-without-backup-plan", .error)
  static let requirement = "a plan of AWS Backup selects the table"
  static let bars = TierBars(commercial: .advised, moderate: .required, high: .required)
  static let controls: [Control] = ["CP-9", "CP-10"]

  static func check(_ stack: StackView, _ report: inout RuleReport) {
    let backups = TableBackups(stack)
    for table in stack.tables {
      if let rule = backups.rules(of: table).first {
        report.holds(table, at: rule.value)
      } else {
        report.fails(
          table, at: nil, "no backup plan holds table `\(table.tableName)`",
          help: "add `backupPolicy: { scheduledBackups: [{ ruleName: daily, retention: 365 }] }`")
      }
    }
  }
}
