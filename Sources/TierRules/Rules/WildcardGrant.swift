// IAM-1, a row of what the tiers require.

import AWSNames
import Diagnostics

enum WildcardGrant: TierRule {
  static let code = Code("IAM-1", "wildcard-grant", .error)
  static let requirement = "a role may do named things to named resources"
  static let bars = TierBars(commercial: .required, moderate: .required, high: .required)
  static let controls: [Control] = ["AC-6", "AC-3"]

  /// Services whose actions have no resource to name, or only one that exists at run time.
  private static let resourceless: Set<String> = [
    "dynamodb:ListStreams", "xray:PutTraceSegments", "xray:PutTelemetryRecords",
    "ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DeleteNetworkInterface",
    "ec2:DescribeSubnets", "ec2:AssignPrivateIpAddresses", "ec2:UnassignPrivateIpAddresses",
    "xray:GetSamplingRules", "xray:GetSamplingTargets", "cloudwatch:PutMetricData",
  ]

  static func check(_ stack: StackView, _ report: inout RuleReport) {
    for statement in stack.roleStatements where statement.isAllow {
      checkActions(of: statement, &report)
      checkResources(of: statement, &report)
    }
  }

  private static func checkActions(of statement: StatementView, _ report: inout RuleReport) {
    for action in statement.actions where action.string?.holds("*") == true {
      report.fails(
        statement.holder, at: action,
        "a policy allows `\(action.string ?? "*")`, whatever that may come to mean",
        help: "name the actions that are needed")
    }
    if !statement.value["NotAction"].isAbsent {
      report.fails(
        statement.holder, at: statement.value["NotAction"],
        "a policy allows everything but what it names", help: "name the actions that are needed")
    }
  }

  private static func checkResources(of statement: StatementView, _ report: inout RuleReport) {
    let isResourceless = statement.actions.allSatisfy { resourceless.contains($0.string ?? "") }
    for resource in statement.resources {
      guard let text = resource.text, text.holds("*") else {
        report.holds(statement.holder, at: resource)
        continue
      }
      if text == "*" && isResourceless || arisesAtRunTime(text) { continue }
      guard text == "*" || text.hasSuffix("/*") || text.hasSuffix(":*") || text.holds("/index/*")
      else { continue }
      if statement.actions.allSatisfy({ $0.string?.hasPrefix("dynamodb:") != true }), text != "*" {
        continue
      }
      report.fails(
        statement.holder, at: resource, "a policy allows actions on `\(text)`",
        help: "name the table, and each index by itself")
    }
  }

  /// Backups get their names when they are made.
  private static func arisesAtRunTime(_ text: String) -> Bool {
    text.holds(":recovery-point:") || text.hasSuffix("/backup/*")
  }
}
