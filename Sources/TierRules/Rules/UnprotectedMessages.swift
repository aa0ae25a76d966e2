// ENC-8, a row of what the tiers require.

import CloudFormation
import Diagnostics

enum UnprotectedMessages: TierRule {
  static let code = Code("ENC-8", "unprotected-messages", .error)
  static let requirement =
    "queues and topics keep messages under a key of the customer, take them over TLS alone, and "
    + "only from those they are for"
  static let bars = TierBars(moderate: .required, high: .required)
  static let controls: [Control] = ["SC-8", "SC-8(1)", "SC-28(1)", "AC-3"]

  static func check(_ stack: StackView, _ report: inout RuleReport) {
    for queue in stack.all(AWSSQSQueue.self) {
      let key = queue["KmsMasterKeyId"]
      if key.isCustomerKey {
        report.holds(queue, at: key)
      } else {
        report.fails(
          queue, at: key, "queue `\(queue.id)` keeps messages under no key of the customer",
          help: "give it `KmsMasterKeyId`")
      }
      let policies = stack.all(AWSSQSQueuePolicy.self).filter { names(queue, in: $0["Queues"]) }
      check(
        queue, "queue", policies, "sqs:SendMessage", "sqs:ReceiveMessage", &report)
    }
    for topic in stack.all(AWSSNSTopic.self) {
      let policies = stack.all(AWSSNSTopicPolicy.self).filter { names(topic, in: $0["Topics"]) }
      check(topic, "topic", policies, "sns:Publish", "sns:Publish", &report)
    }
  }

  private static func names(_ resource: ResourceView, in list: ValueView) -> Bool {
    list.elements.contains { $0.namedResource == resource.id }
  }

  private static func check(
    _ resource: ResourceView, _ kind: String, _ policies: [ResourceView], _ sending: String,
    _ receiving: String, _ report: inout RuleReport
  ) {
    let statements = policies.flatMap { $0.statements($0["PolicyDocument"]) }
    let denial = statements.first { statement in
      statement.refusesPlainText(sending, receiving)
        && statement.resources.contains { $0.namedResource == resource.id || $0.string == "*" }
    }
    if let denial {
      report.holds(resource, at: denial.value)
    } else {
      report.fails(
        resource, at: nil, "\(kind) `\(resource.id)` takes messages without TLS",
        help: "deny `\(sending)` to everybody where `aws:SecureTransport` is false")
    }
    for statement in statements where statement.isAllow {
      let outsider =
        statement.outsider
        ?? (statement.isForOwnAccounts ? nil : statement.services.first)
      if let outsider {
        report.fails(
          statement.holder, at: outsider,
          "\(kind) `\(resource.id)` takes messages on behalf of any account",
          help: "add a condition on `aws:SourceAccount` or `aws:SourceArn`")
      }
      if let action = statement.wildcardActions.first {
        report.fails(
          statement.holder, at: action, "\(kind) `\(resource.id)` allows more than it needs",
          help: "name the actions that are needed")
      }
    }
  }
}
