// The encrypted topic that alarms go to where nobody names another.

import AWSNames
import CloudFormation
import ComponentKit

enum AlarmTopic {
  static func resources(_ causes: [Cause], _ context: SynthesisContext) -> [Resource] {
    guard !causes.isEmpty else { return [] }
    let cause = causes.joined("MON-3 (IR-4(1), AU-5(2), SI-4(5)): somebody hears of alarms")
    var topic = AWSSNSTopic()
    topic.displayName = .literal("Alarms of \(context.placement.stack)", cause)
    topic.kmsMasterKeyId = .expression(SharedNames.encryptionKey.attribute(.arn), cause)
    topic.tags = context.serviceTags { .init(key: $0, value: $1) }
    let policy = AWSSNSTopicPolicy(
      topics: LeafList([.expression(SharedNames.alarmTopic.reference, cause)]),
      policyDocument: TemplatePolicy(statements(cause)).templateValue)
    return [
      Resource(SharedNames.alarmTopic, topic), Resource(SharedNames.alarmTopicPolicy, policy),
    ]
  }

  private static func statements(_ cause: Cause) -> [TemplateStatement] {
    let topic = [Leaf<String>.expression(SharedNames.alarmTopic.reference, cause)]
    let alarms = Leaf<String>.expression(
      .substitution([
        .text("arn:"), .pseudo(.partition), .text(":cloudwatch:"), .pseudo(.region), .text(":"),
        .pseudo(.accountId), .text(":alarm:*"),
      ]), cause)
    return [
      TemplateStatement(
        "LetAlarmsSpeak", principal: .services(["cloudwatch.amazonaws.com"]),
        actions: ["sns:Publish"], resources: topic,
        conditions: [
          PolicyCondition(
            "StringEquals", "aws:SourceAccount", [.expression(.pseudo(.accountId), cause)]),
          PolicyCondition("ArnLike", "aws:SourceArn", [alarms]),
        ], cause: cause),
      TemplateStatement(
        "DenyMessagesWithoutTLS", .deny, principal: .anyone, actions: ["sns:Publish"],
        resources: topic,
        conditions: [
          PolicyCondition("Bool", "aws:SecureTransport", [.literal("false", cause)])
        ], cause: cause),
    ]
  }
}
