// BAK-3, a row of what the tiers require.

import Compliance
import Diagnostics

enum ShortBackupRetention: TierRule {
  static let code = Code("BAK-3", "short-backup-retention", .error)
  static let requirement = "backups are kept for a year, and under FedRAMP High some for longer"
  static let bars = TierBars(moderate: .required, high: .required)
  static let controls: [Control] = ["CP-9", "SI-12"]
  private static let daysMin = 365

  static func check(_ stack: StackView, _ report: inout RuleReport) {
    let backups = TableBackups(stack)
    for table in stack.tables {
      let rules = backups.rules(of: table)
      for rule in rules {
        for copy in rule.value["CopyActions"].elements {
          check(copy["Lifecycle"]["DeleteAfterDays"], ofCopiesBy: rule, table, &report)
        }
        guard let days = rule.retentionDays.integer else {
          // Without an end, a backup is kept for ever.
          if rule.retentionDays.isAbsent { report.holds(table, at: rule.value) }
          continue
        }
        if days >= daysMin {
          report.holds(table, at: rule.retentionDays)
        } else {
          report.fails(
            table, at: rule.retentionDays, "rule `\(rule.name)` keeps backups for \(days) days",
            help: "write `retention: \(daysMin)` or more")
        }
      }
      guard report.tier == .fedrampHigh, !rules.isEmpty else { continue }
      let longest = rules.map { $0.retentionDays.integer ?? .max }.max() ?? 0
      if longest <= daysMin {
        report.fails(
          table, at: rules[0].retentionDays,
          "no backup of table `\(table.tableName)` is kept for longer than a year",
          help: "add a rule that keeps one a month for longer, such as `retention: 2557`")
      }
    }
  }

  /// A copy that goes early is none when the region of the table is lost.
  private static func check(
    _ days: ValueView, ofCopiesBy rule: BackupRuleView, _ table: ResourceView,
    _ report: inout RuleReport
  ) {
    guard let number = days.integer, number < daysMin else { return }
    report.fails(
      table, at: days, "rule `\(rule.name)` keeps copies for \(number) days",
      help: "write `retention: \(daysMin)` or more for the copy, or leave it out")
  }
}
