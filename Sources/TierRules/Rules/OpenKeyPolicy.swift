// ENC-3, a row of what the tiers require.

import CloudFormation
import Compliance
import Diagnostics

enum OpenKeyPolicy: TierRule {
  static let code = Code("ENC-3", "open-key-policy", .error)
  static let requirement =
    "nobody from outside uses a key, and under High it is used through its service alone"
  static let bars = TierBars(commercial: .required, moderate: .required, high: .required)
  static let controls: [Control] = ["AC-6", "SC-12"]

  static func check(_ stack: StackView, _ report: inout RuleReport) {
    for key in stack.all(named: AWSKMSKey.typeName, "AWS::KMS::ReplicaKey") {
      let policy = key["KeyPolicy"]
      let statements = key.statements(policy)
      for statement in statements where statement.isAllow {
        checkPrincipal(statement, of: key, &report)
        if report.tier == .fedrampHigh { checkUse(statement, of: key, &report) }
      }
      if report.tier == .fedrampHigh, !statements.contains(where: refusesGrants) {
        report.fails(
          key, at: policy.isAbsent ? nil : policy,
          "key `\(key.id)` may be granted to others than services",
          help: "deny `kms:CreateGrant` to everybody where `kms:GrantIsForAWSResource` is false")
      }
      report.holds(key, at: policy)
    }
  }

  private static func checkPrincipal(
    _ statement: StatementView, of key: ResourceView, _ report: inout RuleReport
  ) {
    if let open = statement.openPrincipal, !statement.isOfKnownAccounts {
      report.fails(
        key, at: open, "anybody in any account may use key `\(key.id)`",
        help: "name principals, or add a condition on `kms:CallerAccount`")
    } else if let other = statement.foreignPrincipal, statement.covers("kms:PutKeyPolicy"),
      statement.covers("kms:Decrypt")
    {
      report.fails(
        key, at: other, "another account may do anything with key `\(key.id)`",
        help: "name the actions that it needs, or write `${AWS::AccountId}` if it is the own")
    }
  }

  private static func checkUse(
    _ statement: StatementView, of key: ResourceView, _ report: inout RuleReport
  ) {
    for action in statement.actions where isEverything(action) {
      report.fails(
        key, at: action, "the policy of key `\(key.id)` gives everything with `kms:*`",
        help: "name the actions of administration and of use apart")
    }
    let opposite = statement.value["NotAction"]
    if !opposite.isAbsent {
      report.fails(
        key, at: opposite, "the policy of key `\(key.id)` gives everything but what it names",
        help: "name the actions of administration and of use apart")
    }
    guard statement.usesKey, !isConfined(statement) else { return }
    report.fails(
      key, at: statement.value["Principal"],
      "key `\(key.id)` may be used elsewhere than through the service it is for",
      help: "name the roles, or add conditions on `kms:ViaService` and `kms:CallerAccount`; for a "
        + "service, on `aws:SourceAccount` or `aws:SourceArn`")
  }

  private static func isEverything(_ action: ValueView) -> Bool {
    guard let text = action.string?.lowercased() else { return false }
    return text == "kms:*" || Wildcard.isAnything(text)
  }

  /// A service is told which account it acts for; an account's callers come through a service.
  private static func isConfined(_ statement: StatementView) -> Bool {
    let context = statement.conditionKeys.filter {
      $0.lowercased().hasPrefix("kms:encryptioncontext:")
    }
    if !statement.services.isEmpty {
      return statement.isForOwnAccounts
        || context.contains { statement.isConfined(by: $0) }
    }
    let names = statement.value["Principal"]["AWS"].elements
    if statement.openPrincipal == nil, !names.isEmpty,
      !names.contains(where: { isAccount($0) || $0.isOfOtherAccount })
    {
      return true
    }
    return statement.isConfined(by: "kms:ViaService") && statement.isOfOwnAccounts
  }

  /// `…:root`, or the account by its number: everybody there whom its own policies let.
  private static func isAccount(_ principal: ValueView) -> Bool {
    guard let text = principal.text else { return false }
    return text == "*" || text.hasSuffix(":root") || text == "${AWS::AccountId}"
      || (text.utf8.count == 12 && Int(text) != nil)
  }

  private static func refusesGrants(_ statement: StatementView) -> Bool {
    statement.isDeny && statement.isPublic && statement.covers("kms:CreateGrant")
      && statement.resources.contains { $0.string == "*" } && statement.conditionKeys.count == 1
      && statement.condition("kms:GrantIsForAWSResource").contains { test, values in
        ["Bool", "BoolIfExists"].contains(test) && values.contains { $0.string == "false" }
      }
  }
}

extension StatementView {
  /// It decrypts, encrypts or lets others do so; what administers a key does neither.
  var usesKey: Bool {
    [
      "kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:CreateGrant",
    ].contains(where: covers)
  }
}
