// REG-1, a row of what the tiers require.

import AWSNames
import CloudFormation
import Compliance
import Diagnostics

enum ForeignRegion: TierRule {
  static let code = Code("REG-1", "foreign-region", .error)
  static let requirement = "federal data stays under the jurisdiction of the United States"
  static let bars = TierBars(moderate: .advised, high: .required)
  static let controls: [Control] = ["SA-9(5)"]

  static func check(_ stack: StackView, _ report: inout RuleReport) {
    for copy in stack.tableCopies {
      guard let place = copy.region else {
        if let region = copy.resource.region.flatMap({ Region(named: $0) }), !region.isUnitedStates
        {
          report.fails(
            copy.resource, at: nil,
            "\(copy.title) lies in `\(region.name)`, outside the United States",
            help: "choose a region of the United States")
        }
        continue
      }
      guard let region = place.string.flatMap({ Region(named: $0) }) else { continue }
      if region.isUnitedStates {
        report.holds(copy.resource, at: place)
      } else {
        report.fails(
          copy.resource, at: place, "\(copy.title) lies outside the United States",
          help: "choose regions of the United States, such as `us-gov-west-1` and `us-gov-east-1`")
      }
    }
    for plan in stack.all(AWSBackupBackupPlan.self) {
      for rule in plan["BackupPlan", "BackupPlanRule"].elements {
        for copy in rule["CopyActions"].elements { check(copy, of: plan, &report) }
      }
    }
  }

  private static func check(_ copy: ValueView, of plan: ResourceView, _ report: inout RuleReport) {
    let arn = copy["DestinationBackupVaultArn"]
    let parts = (arn.text ?? "").split(separator: ":", omittingEmptySubsequences: false)
    guard let place = parts.firstIndex(of: "backup"), place + 1 < parts.count,
      let region = Region(named: parts[place + 1]), !region.isUnitedStates
    else { return }
    report.fails(
      plan, at: arn, "backups are copied to `\(region.name)`, outside the United States",
      help: "name a vault in a region of the United States")
  }
}
