// AUD-3, a row of what the tiers require.

import CloudFormation
import Compliance
import Diagnostics

enum ShortAuditRetention: TierRule {
  static let code = Code("AUD-3", "short-audit-retention", .error)
  static let requirement = "the audit log is kept for as long as the tier asks"
  static let bars = TierBars(moderate: .required, high: .required)
  static let controls: [Control] = ["AU-11"]
  /// 12 months at hand and 18 in store (OMB M-21-31); ten years under High, as CloudWatch Logs
  /// counts them.
  private static func daysMin(_ tier: Tier) -> Int { tier == .fedrampHigh ? 3653 : 913 }

  static func check(_ stack: StackView, _ report: inout RuleReport) {
    let daysMin = daysMin(report.tier)
    for trail in stack.all(AWSCloudTrailTrail.self) {
      if let group = stack.named(by: trail["CloudWatchLogsLogGroupArn"], AWSLogsLogGroup.self) {
        check(group["RetentionInDays"], of: group, "log group", daysMin, &report)
      }
      if let bucket = stack.named(by: trail["S3BucketName"], AWSS3Bucket.self) {
        for rule in bucket["LifecycleConfiguration", "Rules"].elements
        where rule["Status"].string != "Disabled" {
          check(rule["ExpirationInDays"], of: bucket, "bucket", daysMin, &report)
          let date = rule["ExpirationDate"]
          guard !date.isAbsent else { continue }
          report.fails(
            bucket, at: date,
            "the audit log in bucket `\(bucket.id)` ends on a day, however new it is",
            help: "write `ExpirationInDays: \(daysMin)` or more, or nothing")
        }
      }
    }
  }

  private static func check(
    _ days: ValueView, of resource: ResourceView, _ kind: String, _ daysMin: Int,
    _ report: inout RuleReport
  ) {
    // Without an end, the log is kept for ever.
    if days.isUnreadableNumber {
      return report.fails(
        resource, at: days,
        "how long the audit log in \(kind) `\(resource.id)` is kept is said by no number",
        help: "write a number of days, \(daysMin) or more")
    }
    guard let number = days.integer else { return }
    if number >= daysMin {
      report.holds(resource, at: days)
    } else {
      report.fails(
        resource, at: days, "the audit log in \(kind) `\(resource.id)` ends after \(number) days",
        help: "write `audit: { retentionDays: \(daysMin) }` or more")
    }
  }
}
