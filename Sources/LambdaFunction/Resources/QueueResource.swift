// A queue for what failed: encrypted, reached over TLS only, kept as long as SQS can.

package import CloudFormation
package import ComponentKit
import Compliance
import Provenance
import Shapes

package enum QueueResource {
  package static func resources(
    _ names: QueueNames, _ settings: FunctionSettings, _ cause: Cause
  ) -> [Resource] {
    var queue = AWSSQSQueue()
    queue.kmsMasterKeyId = key(settings, cause)
    // EVIDENCE: SQS developer guide, quotas: fourteen days are the longest.
    queue.messageRetentionPeriod = .literal(
      1_209_600, cause.leading(to: "what failed is kept as long as SQS can"))
    queue.redriveAllowPolicy = .object([
      TemplateMember(
        "redrivePermission",
        .string("allowAll", cause.leading(to: "any queue of the account may hand on what failed")))
    ])
    queue.tags = settings.tags { .init(key: $0, value: $1) }
    let policy = AWSSQSQueuePolicy(
      queues: LeafList([.expression(names.queue.reference, cause)]),
      policyDocument: transportPolicy(names, cause).templateValue)
    return [Resource(names.queue, queue), Resource(names.policy, policy)]
  }

  private static func transportPolicy(_ names: QueueNames, _ cause: Cause) -> TemplatePolicy {
    TemplatePolicy([
      TemplateStatement(
        "DenyRequestsWithoutTLS", .deny, principal: .anyone, actions: ["sqs:*"],
        resources: [.expression(names.queue.attribute(.arn), cause)],
        conditions: [PolicyCondition("Bool", "aws:SecureTransport", [.literal("false", cause)])],
        cause: cause.leading(to: "SC-8: no request without TLS"))
    ])
  }

  /// The key that AWS manages for SQS in the account, or the service's own.
  private static func key(_ settings: FunctionSettings, _ cause: Cause) -> Leaf<String> {
    guard settings.isHardened else {
      return .literal(
        "alias/aws/sqs", cause.leading(to: "encrypted with the key that AWS manages for SQS"))
    }
    return .expression(SharedNames.encryptionKey.attribute(.arn), keyCause(settings))
  }

  private static func keyCause(_ settings: FunctionSettings) -> Cause {
    settings.required("ENC-1 (SC-13, SC-28(1)): queues are encrypted with a key of the customer")
  }

  package static func need(_ settings: FunctionSettings) -> SharedNeed? {
    settings.isHardened ? .encryptionKey(.queues, cause: keyCause(settings)) : nil
  }
}
