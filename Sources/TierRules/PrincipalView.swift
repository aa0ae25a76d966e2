// Whom a statement is about, and what its conditions leave of them.

import CloudFormation

extension StatementView {
  /// The services that the statement is about.
  package var services: [ValueView] { value["Principal"]["Service"].elements }

  /// The statement is about everybody.
  package var isPublic: Bool {
    let principal = value["Principal"]
    if principal.string == "*" { return true }
    return principal["AWS"].elements.contains { $0.string == "*" }
  }

  /// What says that the statement is about everybody, or about everybody but some.
  package var openPrincipal: ValueView? {
    let opposite = value["NotPrincipal"]
    if !opposite.isAbsent { return opposite }
    return isPublic ? value["Principal"] : nil
  }

  /// A principal of another account than the stack's.
  package var foreignPrincipal: ValueView? {
    value["Principal"]["AWS"].elements.first { $0.isOfOtherAccount }
  }

  /// Who is let in from outside the account, and by no condition kept out again.
  package var outsider: ValueView? {
    guard isAllow, !isOfOwnAccounts else { return nil }
    return openPrincipal ?? foreignPrincipal
  }

  // MARK: - Conditions

  /// The statement holds only where one of the keys has a value that it names. What also holds
  /// without the key (`…IfExists`, `ForAllValues`), or for every value, confines nothing.
  package func isConfined(by keys: String...) -> Bool {
    keys.contains { confines($0) { _ in true } }
  }

  /// It is about those of one account or organization alone.
  package var isOfKnownAccounts: Bool {
    StatementView.accountKeys.contains { confines($0) { _ in true } }
  }

  /// The same, and no value names another account than the stack's.
  package var isOfOwnAccounts: Bool {
    StatementView.accountKeys.contains { confines($0) { !$0.isOfOtherAccount } }
  }

  /// A service says whom it acts for, and it is not another account.
  package var isForOwnAccounts: Bool {
    ["aws:SourceAccount", "aws:SourceArn", "aws:SourceOrgID"].contains {
      confines($0) { !$0.isOfOtherAccount }
    }
  }

  private static let accountKeys = [
    "kms:CallerAccount", "aws:PrincipalAccount", "aws:PrincipalOrgID", "aws:SourceAccount",
    "aws:SourceArn", "aws:PrincipalArn",
  ]
  private static let confiningTests: Set<String> = [
    "stringequals", "stringequalsignorecase", "stringlike", "arnequals", "arnlike",
  ]

  /// Whether a condition asks for values of the key that all pass.
  func confines(_ key: String, _ passes: (ValueView) -> Bool) -> Bool {
    hasOpenCondition
      || condition(key).contains { test, values in
        let name = test.lowercased()
        return StatementView.confiningTests.contains(
          name.split(separator: ":").last.map(String.init) ?? "")
          && !name.hasPrefix("forallvalues:") && !values.isEmpty
          && values.allSatisfy { StatementView.isNarrow($0, for: key) && passes($0) }
      }
  }

  /// Only the deployment knows what the statement asks for, and nobody can say that it is nothing.
  var hasOpenCondition: Bool {
    let whole = value["Condition"]
    return whole.isUnknown || whole.members.contains { $0.value.isUnknown }
  }

  /// A value that tells one from all others, as far as the key needs it.
  private static func isNarrow(_ value: ValueView, for key: String) -> Bool {
    // What only the deployment knows is one value.
    guard let text = value.text else { return true }
    switch key.lowercased() {
    case "aws:sourcearn", "aws:principalarn":
      // What begins with a reference is within what it refers to.
      return WrittenARN(text)?.isOfKnownAccount ?? (text.hasPrefix("${") || !Wildcard.isIn(text))
    case "aws:sourceaccount", "aws:principalaccount", "kms:calleraccount", "aws:principalorgid",
      "aws:sourceorgid", "aws:sourcevpce", "aws:sourcevpc", "kms:resourcealiases":
      return !Wildcard.isIn(text)
    // `dynamodb.*.amazonaws.com` is one service, wherever.
    case "kms:viaservice": return !Wildcard.isIn(text.prefix { $0 != "." })
    default: return !Wildcard.isAnything(text)
    }
  }
}

extension ValueView {
  /// It names an account, and not the stack's own.
  package var isOfOtherAccount: Bool {
    guard let text else { return false }
    if case .other = NamedAccount(text, own: ownAccount) { return true }
    return false
  }
}
