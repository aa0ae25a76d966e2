// IAM-1, a row of what the tiers require.

import AWSNames
import CloudFormation
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

  /// Policies of AWS that let a function write its log, its traces and its network interfaces, or
  /// the service of backups do what it is for. All others reach whatever an account has.
  ///
  /// EVIDENCE: AWS managed policy reference, the policies of these names, as of 2026; facts only.
  private static let narrow: Set<String> = [
    "AWSLambdaBasicExecutionRole", "AWSLambdaVPCAccessExecutionRole",
    "AWSLambdaENIManagementAccess", "AWSXRayDaemonWriteAccess", "AWSXrayWriteOnlyAccess",
    "CloudWatchLambdaInsightsExecutionRolePolicy", "AmazonAPIGatewayPushToCloudWatchLogs",
    "AWSBackupServiceRolePolicyForBackup", "AWSBackupServiceRolePolicyForRestores",
  ]

  static func check(_ stack: StackView, _ report: inout RuleReport) {
    for principal in stack.principals { checkPolicies(of: principal, &report) }
    for statement in stack.grantingStatements where statement.isAllow {
      checkActions(of: statement, &report)
      checkResources(of: statement, &report)
    }
  }

  /// Policies that are attached by their ARN, and that no template holds.
  private static func checkPolicies(of principal: ResourceView, _ report: inout RuleReport) {
    for policy in principal["ManagedPolicyArns"].elements where policy.namedResource == nil {
      guard let text = policy.text, let arn = WrittenARN(text) else {
        report.cannotBeKnown(
          principal, at: policy, "what a policy allows that stands elsewhere is not known")
        continue
      }
      let name = arn.resource.split(separator: "/").last.map(String.init) ?? arn.resource
      if arn.account != "aws" {
        report.cannotBeKnown(
          principal, at: policy,
          "what policy `\(name)` allows, which stands elsewhere, is not known")
      } else if narrow.contains(name) {
        report.holds(principal, at: policy)
      } else {
        report.fails(
          principal, at: policy,
          "`\(name)` is a policy of AWS, which allows whatever AWS writes into it on any resource",
          help: "write a policy that names the actions and resources that are needed")
      }
    }
  }

  private static func checkActions(of statement: StatementView, _ report: inout RuleReport) {
    for action in statement.actions where action.text.map(Wildcard.isIn) ?? false {
      report.fails(
        statement.holder, at: action,
        "a policy allows `\(action.text ?? "*")`, whatever that may come to mean",
        help: "name the actions that are needed")
    }
    if !statement.value["NotAction"].isAbsent {
      report.fails(
        statement.holder, at: statement.value["NotAction"],
        "a policy allows everything but what it names", help: "name the actions that are needed")
    }
  }

  private static func checkResources(of statement: StatementView, _ report: inout RuleReport) {
    let opposite = statement.value["NotResource"]
    if !opposite.isAbsent {
      report.fails(
        statement.holder, at: opposite,
        "a policy allows actions on everything but what it names",
        help: "name the table, and each index by itself")
    }
    let isResourceless = statement.actions.allSatisfy { resourceless.contains($0.string ?? "") }
    let isOfTables = statement.actions.contains { $0.string?.hasPrefix("dynamodb:") ?? false }
    for resource in statement.resources {
      guard let text = resource.text, Wildcard.isIn(text) else {
        report.holds(statement.holder, at: resource)
        continue
      }
      // A key may be named by its alias, which no ARN of a key holds.
      if isResourceless
        || text.hasSuffix(":key/*") && statement.isConfined(by: "kms:ResourceAliases")
        || GrantedResource.isWithinNamedThing(text, isOfTables: isOfTables)
      {
        continue
      }
      report.fails(
        statement.holder, at: resource, "a policy allows actions on `\(text)`",
        help: isOfTables
          ? "name the table, and each index by itself" : "name the resources that are needed")
    }
  }
}
