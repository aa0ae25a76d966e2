// IAM-4, a row of what the tiers require.

import CloudFormation
import Compliance
import Diagnostics

enum OpenTrust: TierRule {
  static let code = Code("IAM-4", "open-trust", .error)
  static let requirement =
    "a role is taken by those it is for, and by no service on behalf of another account"
  static let bars = TierBars(commercial: .required, moderate: .required, high: .required)
  static let controls: [Control] = ["AC-3", "AC-6"]

  /// Those that say neither `aws:SourceAccount` nor `aws:SourceArn` when they take a role: a
  /// condition would keep them out. UNCERTAIN: no page of AWS lists them all.
  private static let silentServices = [
    "lambda.amazonaws.com", "dax.amazonaws.com", "ec2.amazonaws.com",
  ]

  static func check(_ stack: StackView, _ report: inout RuleReport) {
    for role in stack.all(AWSIAMRole.self) {
      for statement in role.statements(role["AssumeRolePolicyDocument"]) where statement.isAllow {
        check(statement, of: role, &report)
      }
    }
  }

  private static func check(
    _ statement: StatementView, of role: ResourceView, _ report: inout RuleReport
  ) {
    let principal = statement.value["Principal"]
    if statement.isPublic, !statement.isOfKnownAccounts {
      report.fails(
        role, at: principal, "anybody in any account may take role `\(role.id)`",
        help: "name the service or the principals that the role is for")
      return
    }
    if let action = statement.wildcardActions.first {
      report.fails(
        role, at: action, "role `\(role.id)` may be taken in ways that nobody named",
        help: "write `sts:AssumeRole`")
      return
    }
    let unconfined = statement.services.first { !silentServices.contains($0.string ?? "") }
    if let unconfined, report.tier > .commercial,
      !statement.isConfined(by: "aws:SourceAccount", "aws:SourceArn", "aws:SourceOrgID")
    {
      report.fails(
        role, at: unconfined,
        "`\(unconfined.text ?? "a service")` may take role `\(role.id)` for any account",
        help: "add a condition on `aws:SourceAccount`")
      return
    }
    report.holds(role, at: principal)
  }
}
