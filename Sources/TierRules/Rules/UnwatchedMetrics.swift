// MON-2, a row of what the tiers require.

import AWSNames
import CloudFormation
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
        let watching = watched.metrics(of: table).filter { $0.name.string == name }
        if let found = watching.first(where: { $0.alarm.canFire }) {
          report.holds(table, at: found.name)
        } else if let idle = watching.first {
          reportIdle(idle, &report)
        } else {
          report.fails(
            table, at: nil, "no alarm watches `\(name)` of table `\(table.tableName)`",
            help: "leave `monitoring` out, or enable the alarm")
        }
      }
    }
    guard report.tier == .fedrampHigh, let table = stack.tables.first else { return }
    // DynamoDB counts these for the account, not by table.
    let watching = metrics.filter { $0.name.string == "UserErrors" }
    if watching.contains(where: { $0.alarm.canFire }) { return }
    if let idle = watching.first {
      reportIdle(idle, &report)
    } else {
      report.fails(
        table, at: nil, "no alarm watches `UserErrors`",
        help: "leave `monitoring` out, or enable the alarm `userErrors`")
    }
  }

  private static func reportIdle(_ metric: WatchedMetric, _ report: inout RuleReport) {
    let alarm = metric.alarm
    let threshold = alarm["Threshold"]
    report.fails(
      alarm, at: alarm.firesAbove ? threshold : alarm["ComparisonOperator"],
      "alarm `\(alarm.id)` watches `\(metric.name.string ?? "a metric")` and can never fire",
      help: alarm.firesAbove
        ? "write a threshold that the metric can reach"
        : "write `ComparisonOperator: GreaterThanThreshold`")
  }
}

extension ResourceView {
  /// All that is watched here is bad when there is much of it.
  fileprivate var firesAbove: Bool {
    let comparison = self["ComparisonOperator"]
    return comparison.isUnknown || comparison.string?.holds("GreaterThan") ?? false
  }

  /// More than a table can count in a day, and more milliseconds than any answer takes.
  private static let thresholdMax = 1_000_000_000

  /// What an alarm waits for can happen.
  fileprivate var canFire: Bool {
    guard firesAbove else { return false }
    let threshold = self["Threshold"]
    switch threshold.value {
    case .number(let number, _): return number < Double(ResourceView.thresholdMax)
    case .string(let text, _):
      return Double(text).map { $0 < Double(ResourceView.thresholdMax) } ?? false
    case .list, .object, .boolean: return false
    case nil, .integer, .expression:
      return threshold.integer.map { $0 < ResourceView.thresholdMax } ?? true
    }
  }
}
