// IAM-4, a row of what the tiers require.

import AWSNames
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
    if let open = statement.openPrincipal, !statement.isOfKnownAccounts {
      report.fails(
        role, at: open, "anybody in any account may take role `\(role.id)`",
        help: "name the service or the principals that the role is for")
      return
    }
    if let provider = principal["Federated"].elements.first(where: { isOpen($0, statement) }) {
      report.fails(
        role, at: provider,
        "whoever `\(provider.text ?? "the provider")` knows may take role `\(role.id)`",
        help: "add a condition on its key `…:sub` that names whom the role is for, such as"
          + " `repo:owner/name:*`")
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

  /// A provider of identities is of one account only where it is the customer's own, as those that
  /// speak SAML are; those that speak OpenID Connect give tokens to whoever is registered there.
  ///
  /// EVIDENCE: IAM user guide, "Create a role for OpenID Connect federation": the audience tells
  /// the account that is asked, and the subject tells who asks.
  private static func isOpen(_ provider: ValueView, _ statement: StatementView) -> Bool {
    let text = provider.text ?? ""
    if text.holds(":saml-provider/") { return false }
    if statement.hasOpenCondition { return false }
    let isAudienceEnough = audiences.contains(text)
    return !statement.conditionKeys.contains { key in
      let name = key.lowercased()
      guard !["aws:", "sts:", "saml:"].contains(where: name.hasPrefix) else { return false }
      if name.hasSuffix(":aud") || name.hasSuffix(":app_id") {
        return isAudienceEnough && statement.confines(key) { !Wildcard.isIn($0.text ?? "") }
      }
      return statement.confines(key) { isNamed($0) }
    }
  }

  /// Providers that give an audience to one application alone.
  private static let audiences: Set<String> = [
    "cognito-identity.amazonaws.com", "accounts.google.com", "graph.facebook.com",
    "www.amazon.com",
  ]

  /// `repo:owner/name:*` and `system:serviceaccount:space:*` name somebody before the wildcard;
  /// `repo:*` and `repo:owner*` do not.
  private static func isNamed(_ subject: ValueView) -> Bool {
    guard let text = subject.text, Wildcard.isIn(text) else { return true }
    let start = text.prefix { $0 != "*" && $0 != "?" }
    guard let last = start.last, last == "/" || last == ":" else { return start.contains("/") }
    return start.split { $0 == "/" || $0 == ":" }.count >= 2
  }
}
