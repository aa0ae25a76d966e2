// MON-2, a row of what the tiers require.

import Compliance
import Diagnostics

enum UnwatchedMetrics: TierRule {
  static let code = Code("MON-2", "unwatched-metrics", .error)
  static let requirement =
    "alarms watch throttles and errors, and under FedRAMP High latency and replication too"
  static let bars = TierBars(commercial: .advised, moderate: .required, high: .required)
  static let controls: [Control] = ["CA-7", "SI-4", "SI-4(2)", "SI-4(5)"]

  private static let basic = ["ReadThrottleEvents", "WriteThrottleEvents", "SystemErrors"]

  static func check(_ stack: StackView, _ report: inout RuleReport) {
    let metrics = stack.tableMetrics
    let watched = WatchedTables(metrics)
    for table in stack.tables {
      var wanted = basic
      if report.tier == .fedrampHigh {
        wanted.append("SuccessfulRequestLatency")
        if table.copies.count > 1 { wanted.append("ReplicationLatency") }
      }
      for name in wanted {
        if let found = watched.metrics(of: table).first(where: { $0.name.string == name }) {
          report.holds(table, at: found.name)
        } else {
          report.fails(
            table, at: nil, "no alarm watches `\(name)` of table `\(table.tableName)`",
            help: "leave `monitoring` out, or enable the alarm")
        }
      }
    }
    guard report.tier == .fedrampHigh, let table = stack.tables.first else { return }
    // DynamoDB counts these for the account, not by table.
    if !metrics.contains(where: { $0.name.string == "UserErrors" }) {
      report.fails(
        table, at: nil, "no alarm watches `UserErrors`",
        help: "leave `monitoring` out, or enable the alarm `userErrors`")
    }
  }
}
