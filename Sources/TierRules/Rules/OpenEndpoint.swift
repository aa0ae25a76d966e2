// NET-2, a row of what the tiers require.

import AWSNames
import CloudFormation
import Diagnostics

enum OpenEndpoint: TierRule {
  static let code = Code("NET-2", "open-endpoint", .error)
  static let requirement =
    "an endpoint lets those of the account through, to named tables, and nothing else"
  static let bars = TierBars(moderate: .advised, high: .required)
  static let controls: [Control] = ["AC-4", "SC-7", "SC-7(5)"]

  static func check(_ stack: StackView, _ report: inout RuleReport) {
    for endpoint in stack.all(AWSEC2VPCEndpoint.self) where isForTables(endpoint) {
      let policy = endpoint["PolicyDocument"]
      let statements = endpoint.statements(policy)
      if statements.isEmpty, !policy.isUnknown {
        report.fails(
          endpoint, at: policy.isAbsent ? nil : policy,
          "endpoint `\(endpoint.id)` lets everybody through, to any table of any account",
          help: "give it a `PolicyDocument` that names tables")
      }
      for statement in statements where statement.isAllow {
        check(statement, of: endpoint, &report)
      }
    }
  }

  private static func anyResource(of statement: StatementView) -> ValueView? {
    let opposite = statement.value["NotResource"]
    if !opposite.isAbsent { return opposite }
    return statement.resources.first {
      $0.text.map { !GrantedResource.isOfOneAccount($0) } ?? false
    }
  }

  private static func isForTables(_ endpoint: ResourceView) -> Bool {
    endpoint["ServiceName"].text?.holds(".dynamodb") ?? false
  }

  private static func check(
    _ statement: StatementView, of endpoint: ResourceView, _ report: inout RuleReport
  ) {
    if let open = statement.openPrincipal,
      !statement.isConfined(by: "aws:PrincipalAccount", "aws:PrincipalOrgID", "aws:PrincipalArn")
    {
      report.fails(
        endpoint, at: open,
        "endpoint `\(endpoint.id)` lets those of any account through",
        help: "add a condition on `aws:PrincipalAccount`")
    } else if let action = statement.wildcardActions.first {
      report.fails(
        endpoint, at: action, "endpoint `\(endpoint.id)` lets any request through",
        help: "name the actions that are needed")
    } else if let resource = anyResource(of: statement) {
      report.fails(
        endpoint, at: resource, "endpoint `\(endpoint.id)` leads to any table of any account",
        help: "name the tables")
    } else {
      report.holds(endpoint, at: statement.value["Resource"])
    }
  }
}
