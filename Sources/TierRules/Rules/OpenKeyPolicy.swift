// ENC-3, a row of what the tiers require.

import CloudFormation
import Compliance
import Diagnostics

enum OpenKeyPolicy: TierRule {
  static let code = Code("ENC-3", "open-key-policy", .error)
  static let requirement =
    "nobody from outside uses a key, and above Commercial nobody has all of it"
  static let bars = TierBars(commercial: .required, moderate: .required, high: .required)
  static let controls: [Control] = ["AC-6", "SC-12"]

  static func check(_ stack: StackView, _ report: inout RuleReport) {
    for key in stack.all(AWSKMSKey.self) {
      let policy = key["KeyPolicy"]
      for statement in key.statements(policy) where statement.isAllow {
        check(statement, of: key, &report)
      }
      report.holds(key, at: policy)
    }
  }

  private static func check(
    _ statement: StatementView, of key: ResourceView, _ report: inout RuleReport
  ) {
    let isConfined =
      !statement.condition("kms:CallerAccount").isEmpty
      || !statement.condition("aws:PrincipalAccount").isEmpty
      || !statement.condition("aws:PrincipalOrgID").isEmpty
      || !statement.condition("aws:SourceAccount").isEmpty
    if statement.isPublic, !isConfined {
      report.fails(
        key, at: statement.value["Principal"], "anybody in any account may use key `\(key.id)`",
        help: "name principals, or add a condition on `kms:CallerAccount`")
    }
    guard report.tier == .fedrampHigh else { return }
    for action in statement.actions where action.string == "kms:*" || action.string == "*" {
      report.fails(
        key, at: action, "the policy of key `\(key.id)` gives everything with `kms:*`",
        help: "name the actions of administration and of use apart")
    }
  }
}
