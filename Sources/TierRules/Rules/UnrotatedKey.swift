// ENC-2, a row of what the tiers require.

import CloudFormation
import Diagnostics

enum UnrotatedKey: TierRule {
  static let code = Code("ENC-2", "unrotated-key", .error)
  static let requirement = "a key gets new material at least once a year"
  static let bars = TierBars(commercial: .advised, moderate: .required, high: .required)
  static let controls: [Control] = ["SC-12"]
  private static let daysMax = 365

  static func check(_ stack: StackView, _ report: inout RuleReport) {
    for key in stack.all(AWSKMSKey.self) where isSymmetric(key) {
      report.require(
        key["EnableKeyRotation"], of: key, "key `\(key.id)` is never rotated",
        help: "leave `enableKeyRotation` out, or write `true`")
      let period = key["RotationPeriodInDays"]
      if period.isUnreadableNumber {
        report.fails(
          key, at: period, "how often key `\(key.id)` is rotated is said by no number",
          help: "leave `rotationPeriodInDays` out, or write at most \(daysMax)")
      } else if let days = period.integer, days > daysMax {
        report.fails(
          key, at: period, "key `\(key.id)` is rotated only every \(days) days",
          help: "leave `rotationPeriodInDays` out, or write at most \(daysMax)")
      }
    }
  }

  /// Only these rotate by themselves.
  private static func isSymmetric(_ key: ResourceView) -> Bool {
    let spec = key["KeySpec"]
    return spec.isAbsent || spec.string == "SYMMETRIC_DEFAULT"
  }
}
