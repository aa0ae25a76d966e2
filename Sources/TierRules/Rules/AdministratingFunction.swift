// IAM-2, a row of what the tiers require.

import CloudFormation
import Diagnostics

enum AdministratingFunction: TierRule {
  static let code = Code("IAM-2", "administrating-function", .error)
  static let requirement = "a function handles items; tables are administered by somebody else"
  static let bars = TierBars(moderate: .required, high: .required)
  static let controls: [Control] = ["AC-5", "AC-6", "AC-6(1)"]

  private static let administration = [
    "dynamodb:CreateTable", "dynamodb:UpdateTable", "dynamodb:DeleteTable",
    "dynamodb:UpdateTimeToLive", "dynamodb:UpdateContinuousBackups", "dynamodb:CreateBackup",
    "dynamodb:DeleteBackup", "dynamodb:RestoreTableFromBackup", "dynamodb:PutResourcePolicy",
    "dynamodb:DeleteResourcePolicy", "dynamodb:TagResource", "dynamodb:UntagResource",
  ]

  static func check(_ stack: StackView, _ report: inout RuleReport) {
    for role in stack.all(AWSIAMRole.self) where !stack.functions(ofRole: role).isEmpty {
      for statement in stack.statements(ofRole: role) where statement.isAllow {
        if let action = administration.first(where: statement.covers) {
          report.fails(
            statement.holder, at: statement.value["Action"],
            "a function may call `\(action)`, which administers a table",
            help: "bind with `read`, `write` or `read-write`")
        } else {
          report.holds(statement.holder, at: statement.value["Action"])
        }
      }
    }
  }
}
