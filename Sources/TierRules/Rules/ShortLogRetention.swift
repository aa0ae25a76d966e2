// AUD-4, a row of what the tiers require.

import CloudFormation
import Diagnostics

enum ShortLogRetention: TierRule {
  static let code = Code("AUD-4", "short-log-retention", .error)
  static let requirement = "logs are kept for a year, encrypted with a key of the customer"
  static let bars = TierBars(moderate: .required, high: .required)
  static let controls: [Control] = ["AU-11", "SI-12", "AU-9"]
  private static let daysMin = 365

  static func check(_ stack: StackView, _ report: inout RuleReport) {
    for group in stack.all(AWSLogsLogGroup.self) {
      let days = group["RetentionInDays"]
      if days.isUnreadableNumber {
        report.fails(
          group, at: days, "how long log group `\(group.id)` keeps events is said by no number",
          help: "write a number of days, \(daysMin) or more")
      } else if let number = days.integer, number < daysMin {
        report.fails(
          group, at: days, "log group `\(group.id)` keeps events for \(number) days",
          help: "write `logs: { retentionDays: \(daysMin) }` or more")
      } else if days.isAbsent {
        report.fails(
          group, at: nil, "log group `\(group.id)` does not say how long it keeps events",
          help: "write `logs: { retentionDays: \(daysMin) }` or more")
      } else {
        report.holds(group, at: days)
      }
      if !group["KmsKeyId"].isCustomerKey {
        report.fails(
          group, at: nil, "log group `\(group.id)` is encrypted with a key of AWS",
          help: "leave `logs.kmsKeyId` out, or name a key of your own")
      }
      if !group.deletionPolicy.isKept || !group.updateReplacePolicy.isKept {
        report.fails(
          group, at: group.deletionPolicy, "log group `\(group.id)` goes with the stack",
          help: "keep it: `DeletionPolicy` and `UpdateReplacePolicy` are `Retain`")
      }
    }
  }
}
