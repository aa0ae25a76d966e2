// ENC-4, a row of what the tiers require.

import CloudFormation
import Compliance
import Diagnostics

enum KeyLostWithStack: TierRule {
  static let code = Code("ENC-4", "key-lost-with-stack", .error)
  static let requirement = "a key outlives its stack, for without it the data is lost"
  static let bars = TierBars(commercial: .advised, moderate: .required, high: .required)
  static let controls: [Control] = ["SC-12", .high("SC-12(1)")]
  /// The longest that KMS waits.
  private static let pendingDays = 30

  static func check(_ stack: StackView, _ report: inout RuleReport) {
    for key in stack.all(AWSKMSKey.self) {
      if key.deletionPolicy.isKept, key.updateReplacePolicy.isKept {
        report.holds(key, at: key.deletionPolicy)
      } else {
        report.fails(
          key, at: key.deletionPolicy, "key `\(key.id)`, and with it the data, goes with the stack",
          help: "keep it: `DeletionPolicy` and `UpdateReplacePolicy` are `Retain`")
      }
      guard report.tier == .fedrampHigh else { continue }
      let window = key["PendingWindowInDays"]
      if window.isUnreadableNumber {
        report.fails(
          key, at: window, "how soon key `\(key.id)` can be deleted is said by no number",
          help: "leave `pendingWindowInDays` out, or write \(pendingDays)")
      } else if let days = window.integer ?? (window.isAbsent ? pendingDays : nil),
        days < pendingDays
      {
        report.fails(
          key, at: window, "key `\(key.id)` can be deleted within \(days) days",
          help: "leave `pendingWindowInDays` out, or write \(pendingDays)")
      }
    }
  }
}
