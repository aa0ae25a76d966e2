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
      let denial = copy.resource.statements(policy).first {
        $0.refusesPlainText("dynamodb:*") && covers($0, copy)
      }
      if let denial {
        report.holds(copy.resource, at: denial.value)
      } else {
        report.fails(
          copy.resource, at: policy.isAbsent ? nil : policy,
          "\(copy.title) answers requests without TLS",
          help: "in its `resourcePolicy`, deny `dynamodb:*` to everybody where"
            + " `aws:SecureTransport` is false")
      }
    }
  }

  /// The table, and its indexes where it has any: each has an ARN of its own.
  private static func covers(_ statement: StatementView, _ copy: TableCopy) -> Bool {
    let texts = statement.resources.map { $0.text ?? "" }
    if texts.contains("*") { return true }
    let name = copy.resource.tableName
    let hasTable = statement.resources.contains {
      $0.namedResource == copy.resource.id || ($0.text ?? "").hasSuffix(":table/\(name)")
    }
    let hasIndexes =
      ["GlobalSecondaryIndexes", "LocalSecondaryIndexes"].allSatisfy {
        copy.resource[$0].elements.isEmpty
      } || texts.contains { $0.hasSuffix("/index/*") }
    return hasTable && hasIndexes
  }
}
