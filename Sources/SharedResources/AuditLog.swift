// The log group that holds the trail for those who search it, and the role that fills it.

import CloudFormation
import ComponentKit

enum AuditLog {
  static func group(_ record: AuditRecord, _ context: SynthesisContext) -> Resource {
    var group = AWSLogsLogGroup()
    group.logGroupName = .literal(
      "/aws/cloudtrail/\(context.placement.stack)",
      record.cause.leading(to: "named for the service"))
    group.retentionInDays = record.retentionDays
    group.kmsKeyId = .expression(
      SharedNames.encryptionKey.attribute(.arn),
      record.cause.leading(to: "AUD-4 (AU-11, SI-12, AU-9): encrypted, kept"))
    group.tags = context.serviceTags { .init(key: $0, value: $1) }
    return Resource(
      SharedNames.auditLog, group,
      removal: Removal(
        .retain, record.cause.leading(to: "AUD-4 (AU-11, SI-12, AU-9): it outlives the stack")))
  }

  static func role(_ record: AuditRecord, _ context: SynthesisContext) -> Resource {
    let cause = record.cause
    let trust = TrustPolicy(
      service: "cloudtrail.amazonaws.com",
      conditions: [
        PolicyCondition("StringEquals", "aws:SourceArn", record.trailARNs)
      ], cause: cause)
    var role = AWSIAMRole(assumeRolePolicyDocument: trust.templateValue)
    role.description = .literal("Writes the trail of \(context.placement.stack) to its log", cause)
    role.tags = context.serviceTags { .init(key: $0, value: $1) }
    return Resource(SharedNames.auditRole, role)
  }

  /// The ARN of a log group ends in `:*`: its streams are meant, and no wildcard is written.
  static func policy(_ record: AuditRecord) -> Resource {
    let cause = record.cause
    var policy = AWSIAMManagedPolicy(
      policyDocument: TemplatePolicy([
        TemplateStatement(
          "WriteTheLog", actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
          resources: [.expression(SharedNames.auditLog.attribute(.arn), cause)], cause: cause)
      ]).templateValue)
    policy.description = .literal("What writing the trail to its log takes", cause)
    policy.roles = LeafList([.expression(SharedNames.auditRole.reference, cause)])
    return Resource(SharedNames.auditPolicy, policy)
  }
}
