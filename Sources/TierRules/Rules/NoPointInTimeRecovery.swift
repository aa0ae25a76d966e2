// BAK-1, a row of what the tiers require.

import Diagnostics

enum NoPointInTimeRecovery: TierRule {
  static let code = Code("BAK-1", "no-point-in-time-recovery", .error)
  static let requirement =
    "a table can be brought back to any second of its last weeks, in each of its regions"
  static let bars = TierBars(moderate: .required, high: .required)
  static let controls: [Control] = ["CP-9", "CP-10", "CP-10(2)"]
  /// The longest period that DynamoDB offers.
  private static let days = 35

  static func check(_ stack: StackView, _ report: inout RuleReport) {
    for copy in stack.tableCopies {
      let recovery = copy["PointInTimeRecoverySpecification"]
      report.require(
        recovery["PointInTimeRecoveryEnabled"], of: copy.resource,
        "\(copy.title) cannot be brought back to an earlier second",
        help: "leave `pointInTimeRecoveryEnabled` out, or write `true`")
      let period = recovery["RecoveryPeriodInDays"]
      if period.isUnreadableNumber {
        report.fails(
          copy.resource, at: period,
          "how far \(copy.title) can be brought back is said by no number",
          help: "leave `recoveryPeriodInDays` out, or write \(days)")
      } else if let written = period.integer, written < days {
        report.fails(
          copy.resource, at: period,
          "\(copy.title) can be brought back \(written) days, and not \(days)",
          help: "leave `recoveryPeriodInDays` out, or write \(days)")
      }
    }
  }
}
