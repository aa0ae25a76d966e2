// IAM-5, a row of what the tiers require.

import CloudFormation
import Compliance
import Diagnostics

enum SharedTable: TierRule {
  static let code = Code("IAM-5", "shared-table", .error)
  static let requirement =
    "the policies of a table and its stream let in nobody from anywhere, and above Commercial"
    + " nobody of another account"
  static let bars = TierBars(commercial: .required, moderate: .required, high: .required)
  static let controls: [Control] = ["AC-3", "AC-6"]

  static func check(_ stack: StackView, _ report: inout RuleReport) {
    for copy in stack.tableCopies {
      check(copy["ResourcePolicy"]["PolicyDocument"], copy.title, of: copy.resource, &report)
      for stream in ["StreamSpecification", "ReplicaStreamSpecification"] {
        check(
          copy[stream]["ResourcePolicy"]["PolicyDocument"], "the stream of \(copy.title)",
          of: copy.resource, &report)
      }
    }
  }

  private static func check(
    _ policy: ValueView, _ title: String, of table: ResourceView, _ report: inout RuleReport
  ) {
    guard !policy.isAbsent else { return }
    var isClosed = true
    for statement in table.statements(policy) where statement.isAllow {
      guard let outsider = outsider(statement, report.tier) else { continue }
      isClosed = false
      let isOpen = statement.openPrincipal != nil
      report.fails(
        table, at: outsider,
        isOpen
          ? "the policy of \(title) lets in anybody of any account"
          : "the policy of \(title) lets in `\(outsider.text ?? "a service")`, which acts for"
            + " another account",
        help: isOpen
          ? "name principals, or add a condition on `aws:PrincipalAccount`"
          : "name principals of the account, as `${AWS::AccountId}` has them, or add a condition on"
            + " `aws:PrincipalOrgID`")
    }
    if isClosed { report.holds(table, at: policy) }
  }

  /// Under Commercial a table may be shared with whom its policy names.
  private static func outsider(_ statement: StatementView, _ tier: Tier) -> ValueView? {
    if statement.isConfined(by: "aws:SourceVpce", "aws:SourceVpc"), statement.isPublic {
      return nil
    }
    if tier == .commercial {
      return statement.isOfKnownAccounts ? nil : statement.openPrincipal
    }
    return statement.outsider ?? (statement.isForOwnAccounts ? nil : statement.services.first)
  }
}
