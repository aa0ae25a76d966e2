// MON-3, a row of what the tiers require.

import CloudFormation
import Diagnostics

enum UnheardAlarm: TierRule {
  static let code = Code("MON-3", "unheard-alarm", .error)
  static let requirement = "an alarm tells somebody, over an encrypted topic"
  static let bars = TierBars(commercial: .advised, moderate: .required, high: .required)
  static let controls: [Control] = ["IR-4(1)", .high("AU-5(2)"), "SI-4(5)"]

  static func check(_ stack: StackView, _ report: inout RuleReport) {
    for alarm in stack.all(AWSCloudWatchAlarm.self) {
      let actions = alarm["AlarmActions"]
      if actions.elements.isEmpty || alarm["ActionsEnabled"].boolean == false {
        report.fails(
          alarm, at: nil, "alarm `\(alarm.id)` tells nobody",
          help: "name the ARN of a topic under `monitoring: { alarmActions: [ … ] }`"
            + "; a FedRAMP tier makes one where none is named")
      } else {
        report.holds(alarm, at: actions)
      }
    }
    for topic in stack.all(AWSSNSTopic.self) where !topic["KmsMasterKeyId"].isCustomerKey {
      report.fails(
        topic, at: nil, "topic `\(topic.id)` is not encrypted with a key of the customer",
        help: "give it `KmsMasterKeyId`")
    }
  }
}
