// AUD-2, a row of what the tiers require.

import CloudFormation
import Diagnostics

enum WeakTrail: TierRule {
  static let code = Code("AUD-2", "weak-trail", .error)
  static let requirement =
    "the trail is on, complete, provable and encrypted with a key of the customer"
  static let bars = TierBars(moderate: .required, high: .required)
  static let controls: [Control] = ["AU-9", .high("AU-9(3)"), "AU-12", "SI-7(1)"]

  static func check(_ stack: StackView, _ report: inout RuleReport) {
    for trail in stack.all(AWSCloudTrailTrail.self) {
      report.require(
        trail["IsLogging"], of: trail, "trail `\(trail.id)` records nothing",
        help: "write `IsLogging: true`")
      report.require(
        trail["IsMultiRegionTrail"], of: trail, "trail `\(trail.id)` records one region only",
        help: "write `IsMultiRegionTrail: true`")
      report.require(
        trail["EnableLogFileValidation"], of: trail,
        "nobody can prove that the files of trail `\(trail.id)` are unchanged",
        help: "write `EnableLogFileValidation: true`")
      for (property, message) in [
        ("KMSKeyId", "the files of trail `\(trail.id)` are encrypted with a key of AWS"),
        (
          "CloudWatchLogsLogGroupArn", "nobody can search or watch what trail `\(trail.id)` records"
        ),
      ] {
        let isThere =
          property == "KMSKeyId" ? trail[property].isCustomerKey : !trail[property].isAbsent
        if !isThere {
          report.fails(trail, at: nil, message, help: "give it `\(property)`")
        } else {
          report.holds(trail, at: trail[property])
        }
      }
    }
  }
}
