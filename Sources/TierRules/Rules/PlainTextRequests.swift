// ENC-5, a row of what the tiers require.

import CloudFormation
import Diagnostics

enum PlainTextRequests: TierRule {
  static let code = Code("ENC-5", "plain-text-requests", .error)
  static let requirement = "the table itself refuses requests that do not come over TLS"
  static let bars = TierBars(commercial: .advised, moderate: .required, high: .required)
  static let controls: [Control] = ["SC-8", "SC-8(1)", "SC-23", "AC-17(2)"]

  static func check(_ stack: StackView, _ report: inout RuleReport) {
    for copy in stack.tableCopies {
      let policy = copy["ResourcePolicy"]["PolicyDocument"]
      let denial = copy.resource.statements(policy).first(where: refusesPlainText)
      if let denial {
        report.holds(copy.resource, at: denial.value)
      } else {
        report.fails(
          copy.resource, at: policy.isAbsent ? nil : policy,
          "\(copy.title) answers requests without TLS",
          help: "deny `dynamodb:*` to everybody where `aws:SecureTransport` is false")
      }
    }
  }

  private static func refusesPlainText(_ statement: StatementView) -> Bool {
    statement.isDeny && statement.isPublic
      && statement.actions.contains { $0.string == "dynamodb:*" || $0.string == "*" }
      && statement.condition("aws:SecureTransport").contains { test, values in
        test == "Bool" && values.contains { $0.string == "false" }
      }
  }
}
