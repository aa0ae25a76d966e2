// A policy document as rules see it: its statements, and what each of them says.

import AWSNames
import CloudFormation

/// One statement of a policy, wherever the policy stands.
package struct StatementView: Sendable {
  package let value: ValueView
  /// The resource that holds the policy.
  package let holder: ResourceView

  package var isAllow: Bool { value["Effect"].string == "Allow" }

  package var isDeny: Bool { value["Effect"].string == "Deny" }

  package var actions: [ValueView] { value["Action"].elements }

  package var resources: [ValueView] { value["Resource"].elements }

  package var hasCondition: Bool { !value["Condition"].isAbsent }

  /// Every key that a condition asks for.
  package var conditionKeys: [String] {
    value["Condition"].members.flatMap { $0.value.members.map(\.key) }
  }

  /// Everything that a condition asks of one key, whichever test asks it.
  package func condition(_ key: String) -> [(test: String, values: [ValueView])] {
    value["Condition"].members.flatMap { test, keys in
      keys.members.filter { $0.key.lowercased() == key.lowercased() }
        .map { (test, $0.value.elements) }
    }
  }

  /// The statement holds only where one of the keys has a value that it names. What also holds
  /// without the key (`…IfExists`, `ForAllValues`), or for every value, confines nothing.
  package func isConfined(by keys: String...) -> Bool {
    keys.contains { key in
      condition(key).contains { test, values in
        StatementView.confiningTests.contains(
          test.lowercased().split(separator: ":").last.map(String.init) ?? "")
          && !test.lowercased().hasPrefix("forallvalues:")
          && !values.isEmpty && !values.contains { $0.string.map(Wildcard.isAnything) ?? false }
      }
    }
  }

  private static let confiningTests: Set<String> = [
    "stringequals", "stringequalsignorecase", "stringlike", "arnequals", "arnlike",
  ]

  /// It is about those of one account or organization alone.
  package var isOfKnownAccounts: Bool {
    isConfined(
      by: "kms:CallerAccount", "aws:PrincipalAccount", "aws:PrincipalOrgID", "aws:SourceAccount",
      "aws:SourceArn", "aws:PrincipalArn")
  }

  /// The services that the statement is about.
  package var services: [ValueView] { value["Principal"]["Service"].elements }

  /// An action with a wildcard, in which more lies than is named.
  package var wildcardActions: [ValueView] {
    actions.filter { $0.string?.utf8.contains(UInt8(ascii: "*")) == true }
  }

  /// It denies everybody the actions, wherever a request comes without TLS.
  package func refusesPlainText(_ wanted: String...) -> Bool {
    isDeny && isPublic && wanted.allSatisfy(covers) && conditionKeys.count == 1
      && condition("aws:SecureTransport").contains { test, values in
        ["Bool", "BoolIfExists"].contains(test) && values.contains { $0.string == "false" }
      }
  }

  /// The statement is about everybody.
  package var isPublic: Bool {
    let principal = value["Principal"]
    if principal.string == "*" { return true }
    return principal["AWS"].elements.contains { $0.string == "*" }
  }

  /// An action matches one of the patterns of the statement.
  package func covers(_ action: String) -> Bool {
    actions.contains { pattern in
      pattern.string.map { Wildcard.matches(action.lowercased(), $0.lowercased()) } ?? false
    }
  }
}

/// `*` and `?`, as policies use them.
package enum Wildcard {
  /// Stars alone match every text.
  static func isAnything(_ pattern: String) -> Bool {
    !pattern.isEmpty && pattern.utf8.allSatisfy { $0 == UInt8(ascii: "*") }
  }

  /// In linear steps for each star: the last star alone is ever tried again.
  package static func matches(_ text: String, _ pattern: String) -> Bool {
    let text = Array(text.utf8)
    let pattern = Array(pattern.utf8)
    var position = 0
    var place = 0
    var star: (place: Int, position: Int)?
    while position < text.count {
      if place < pattern.count, pattern[place] == UInt8(ascii: "*") {
        star = (place, position)
        place += 1
      } else if place < pattern.count,
        pattern[place] == UInt8(ascii: "?") || pattern[place] == text[position]
      {
        place += 1
        position += 1
      } else if let last = star {
        star = (last.place, last.position + 1)
        place = last.place + 1
        position = last.position + 1
      } else {
        return false
      }
    }
    return pattern[place...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}

extension ValueView {
  /// A key that is not AWS's own; of one that only the deployment knows, nobody can say otherwise.
  package var isCustomerKey: Bool { !isAbsent && !(text?.holds("alias/aws/") ?? false) }
}

extension ResourceView {
  /// The statements of a policy that stands in a property.
  package func statements(_ document: ValueView) -> [StatementView] {
    document["Statement"].elements.map { StatementView(value: $0, holder: self) }
  }
}

extension StackView {
  /// The policies of a role: those attached by name, and those within it.
  package func statements(ofRole role: ResourceView) -> [StatementView] {
    var statements = role["Policies"].elements.flatMap { role.statements($0["PolicyDocument"]) }
    for policy in resources
    where ["AWS::IAM::ManagedPolicy", "AWS::IAM::Policy"].contains(policy.resource.type) {
      let isAttached =
        policy["Roles"].elements.contains { $0.namedResource == role.id }
        || role["ManagedPolicyArns"].elements.contains { $0.namedResource == policy.id }
      if isAttached { statements += policy.statements(policy["PolicyDocument"]) }
    }
    return statements
  }

  /// Every statement that gives a role something.
  package var roleStatements: [StatementView] {
    resources.flatMap { resource -> [StatementView] in
      switch resource.resource.type {
      case "AWS::IAM::ManagedPolicy", "AWS::IAM::Policy":
        return resource.statements(resource["PolicyDocument"])
      case "AWS::IAM::Role":
        return resource["Policies"].elements.flatMap {
          resource.statements($0["PolicyDocument"])
        }
      default: return []
      }
    }
  }

  /// The function of a role, for what a function must not do.
  package func functions(ofRole role: ResourceView) -> [ResourceView] {
    all(AWSLambdaFunction.self).filter { $0["Role"].namedResource == role.id }
  }
}
