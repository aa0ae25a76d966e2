// IAM-3, a row of what the tiers require.

import CloudFormation
import Diagnostics

enum KeyUsedElsewhere: TierRule {
  static let code = Code("IAM-3", "key-used-elsewhere", .error)
  static let requirement =
    "a role uses a key through the service whose data it encrypts, and in no other way"
  static let bars = TierBars(moderate: .required, high: .required)
  static let controls: [Control] = ["AC-6", "SC-12"]

  static func check(_ stack: StackView, _ report: inout RuleReport) {
    for statement in stack.grantingStatements where statement.isAllow && statement.usesKey {
      // Everything with a wildcard is refused by IAM-1 already.
      guard statement.wildcardActions.isEmpty else { continue }
      let context = statement.conditionKeys.filter {
        $0.lowercased().hasPrefix("kms:encryptioncontext:")
      }
      if statement.covers("kms:CreateGrant"), !isForServices(statement) {
        report.fails(
          statement.holder, at: statement.value["Action"],
          "a role may grant a key to others than services",
          help: "add a condition on `kms:GrantIsForAWSResource`")
      } else if statement.isConfined(by: "kms:ViaService")
        || context.contains(where: { statement.isConfined(by: $0) })
      {
        report.holds(statement.holder, at: statement.value["Condition"])
      } else {
        report.fails(
          statement.holder, at: statement.value["Action"],
          "a role may use a key by itself, and not only through the service it is for",
          help: "add a condition on `kms:ViaService`, such as `dynamodb.*.amazonaws.com`")
      }
    }
  }

  private static func isForServices(_ statement: StatementView) -> Bool {
    statement.condition("kms:GrantIsForAWSResource").contains { test, values in
      test == "Bool" && values.contains { $0.string == "true" }
    }
  }
}
