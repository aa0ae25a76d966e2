// NET-1, a row of what the tiers require.

import CloudFormation
import Diagnostics

enum TableReachedFromAnywhere: TierRule {
  static let code = Code("NET-1", "table-reached-from-anywhere", .error)
  static let requirement =
    "functions reach tables through an endpoint of their VPC, and no other way"
  static let bars = TierBars(moderate: .advised, high: .required)
  static let controls: [Control] = ["AC-4", "SC-7", "SC-7(5)"]

  /// Those that carry items. Lambda itself reads streams, from outside any VPC.
  private static let dataActions: Set<String> = [
    "dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query", "dynamodb:Scan",
    "dynamodb:ConditionCheckItem", "dynamodb:PutItem", "dynamodb:UpdateItem",
    "dynamodb:DeleteItem", "dynamodb:BatchWriteItem", "dynamodb:PartiQLSelect",
    "dynamodb:PartiQLInsert", "dynamodb:PartiQLUpdate", "dynamodb:PartiQLDelete", "dynamodb:*",
  ]

  static func check(_ stack: StackView, _ report: inout RuleReport) {
    for role in stack.all(AWSIAMRole.self) where !stack.functions(ofRole: role).isEmpty {
      for statement in stack.statements(ofRole: role) where statement.isAllow {
        guard statement.actions.contains(where: { dataActions.contains($0.string ?? "") }) else {
          continue
        }
        if !statement.isConfined(by: "aws:SourceVpce") {
          report.fails(
            statement.holder, at: statement.value,
            "a role may use its table from anywhere, not only through an endpoint of the VPC",
            help: "write `vpcEndpoint: { type: gateway }` at the table")
        } else {
          report.holds(statement.holder, at: statement.value["Condition"])
        }
      }
    }
  }
}
