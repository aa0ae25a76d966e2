// What each use of the service's own key takes: who asks KMS, for what, and on whose behalf.

import AWSNames
import CloudFormation
import ComponentKit

struct KeyUseStatements {
  let cause: Cause
  let context: SynthesisContext
  let trailCount: Int

  func statements(for use: KeyUse) -> [TemplateStatement] {
    switch use {
    case .logs: return [logs]
    case .queues: return [callers("LetCallersUseQueues", of: "sqs")]
    case .alarms: return [alarms]
    case .variables: return [callers("LetCallersUseVariables", of: "lambda"), grants(to: "lambda")]
    case .trail: return [trail, trailReaders]
    }
  }

  private static let dataKeyActions = ["kms:Decrypt", "kms:GenerateDataKey"]

  private var account: Leaf<String> { .expression(.pseudo(.accountId), cause) }

  private func arn(_ service: String, _ rest: String) -> Leaf<String> {
    .expression(
      .substitution([
        .text("arn:"), .pseudo(.partition), .text(":\(service):"), .pseudo(.region), .text(":"),
        .pseudo(.accountId), .text(":" + rest),
      ]), cause)
  }

  /// EVIDENCE: CloudWatch Logs user guide, "Encrypt log data using AWS KMS": the service of the
  /// region, bound to log groups of the account by what it encrypts with.
  private var logs: TemplateStatement {
    TemplateStatement(
      "LetLogsBeEncrypted",
      principal: .regionalService(
        .expression(
          .substitution([.text("logs."), .pseudo(.region), .text(".amazonaws.com")]),
          .fixed(.serviceName))),
      actions: [
        "kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey",
        "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom", "kms:ReEncryptTo",
      ],
      resources: KeyAdministration.thisKey,
      conditions: [
        PolicyCondition(
          "ArnLike", "kms:EncryptionContext:aws:logs:arn", [arn("logs", "log-group:*")])
      ], cause: cause)
  }

  /// EVIDENCE: SNS developer guide, "Managing encryption keys and costs": whoever publishes to an
  /// encrypted topic uses its key.
  private var alarms: TemplateStatement {
    TemplateStatement(
      "LetAlarmsReachTheTopic", principal: .services(["cloudwatch.amazonaws.com"]),
      actions: KeyUseStatements.dataKeyActions, resources: KeyAdministration.thisKey,
      conditions: [
        PolicyCondition("StringEquals", "aws:SourceAccount", [account]),
        PolicyCondition("ArnLike", "aws:SourceArn", [arn("cloudwatch", "alarm:*")]),
      ], cause: cause)
  }

  /// Principals of the account whose own policies let them, through one service.
  private func callers(_ sid: String, of service: String) -> TemplateStatement {
    TemplateStatement(
      sid, principal: .accounts([KeyAdministration.account(cause)]),
      actions: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey"],
      resources: KeyAdministration.thisKey, conditions: through(service), cause: cause)
  }

  private func grants(to service: String) -> TemplateStatement {
    TemplateStatement(
      "LetVariablesBeDecrypted", principal: .accounts([KeyAdministration.account(cause)]),
      actions: ["kms:CreateGrant"], resources: KeyAdministration.thisKey,
      conditions: through(service) + [
        PolicyCondition("Bool", "kms:GrantIsForAWSResource", [.literal("true", cause)])
      ], cause: cause)
  }

  private func through(_ service: String) -> [PolicyCondition] {
    [
      PolicyCondition(
        "StringEquals", "kms:ViaService",
        [
          .expression(
            .substitution([.text("\(service)."), .pseudo(.region), .text(".amazonaws.com")]), cause)
        ]),
      PolicyCondition("StringEquals", "kms:CallerAccount", [account]),
    ]
  }

  /// EVIDENCE: CloudTrail user guide, "Configure AWS KMS key policies for CloudTrail": the trail is
  /// named by its ARN; digests are encrypted as the bucket says, so no context is demanded.
  private var trail: TemplateStatement {
    TemplateStatement(
      "LetTheTrailBeEncrypted", principal: .services(["cloudtrail.amazonaws.com"]),
      actions: [
        "kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey",
        "kms:GenerateDataKeyWithoutPlaintext",
      ],
      resources: KeyAdministration.thisKey,
      conditions: [
        PolicyCondition(
          "StringEquals", "aws:SourceArn", AuditRecord.trailARNs(trailCount, context, cause))
      ], cause: cause)
  }

  /// Whoever may read the bucket may read what is in it.
  private var trailReaders: TemplateStatement {
    TemplateStatement(
      "LetTheTrailBeRead", principal: .accounts([KeyAdministration.account(cause)]),
      actions: ["kms:Decrypt"], resources: KeyAdministration.thisKey, conditions: through("s3"),
      cause: cause)
  }
}
