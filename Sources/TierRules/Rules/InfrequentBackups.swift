// BAK-4, a row of what the tiers require.

import AWSNames
import Diagnostics

enum InfrequentBackups: TierRule {
  static let code = Code("BAK-4", "infrequent-backups", .error)
  static let requirement = "there is a backup every day"
  static let bars = TierBars(moderate: .required, high: .required)
  static let controls: [Control] = ["CP-9"]

  static func check(_ stack: StackView, _ report: inout RuleReport) {
    let backups = TableBackups(stack)
    for table in stack.tables {
      let rules = backups.rules(of: table)
      guard let first = rules.first else { continue }
      if let daily = rules.first(where: { isDaily($0.value["ScheduleExpression"]) }) {
        report.holds(table, at: daily.value["ScheduleExpression"])
      } else {
        report.fails(
          table, at: first.value["ScheduleExpression"],
          "no rule backs up table `\(table.tableName)` every day",
          help: "write a schedule such as `cron(0 5 * * ? *)`")
      }
    }
  }

  /// Left out, the schedule is AWS's own, which is daily.
  private static func isDaily(_ schedule: ValueView) -> Bool {
    guard let text = schedule.string else { return schedule.isAbsent }
    guard text.hasPrefix("cron("), text.hasSuffix(")") else { return false }
    let fields = text.dropFirst(5).dropLast().split(separator: " ")
    guard fields.count == 6 else { return false }
    let isAny = { (field: Substring) in field == "*" || field == "?" }
    return isAny(fields[2]) && isAny(fields[3]) && isAny(fields[4]) && isAny(fields[5])
  }
}
