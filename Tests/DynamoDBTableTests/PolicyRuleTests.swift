// What pages do not show of policies: each element of a document, missing or misspelt.

import Diagnostics
import Testing

@Suite struct PolicyRuleTests {
  private static let rest = "Principal: \"*\", Action: \"*\", Resource: \"*\""

  static let cases: [(policy: String, messages: [String])] = [
    ("{ Statement: { Effect: Deny, \(rest) } }", []),
    ("{ Statement: [{ Effect: \"${AWS::StackName}\", \(rest) }] }", []),
    (
      "{ Statement: { Effect: Deny, \(rest), Condition: { Bool: { aws:SecureTransport: false }, "
        + "ForAllValues:StringLikeIfExists: { dynamodb:LeadingKeys: [a] } } } }", []
    ),
    ("{}", ["the policy has no `Statement`"]),
    ("{ Statement: [] }", ["the policy has no statement"]),
    ("{ Statement: [x] }", ["a statement is a mapping"]),
    ("{ statement: [] }", ["a policy has no element `statement`"]),
    (
      "{ Version: 2012-10-18, Statement: { Effect: Deny, \(rest) } }",
      ["`2012-10-18` is no version of the policy language"]
    ),
    ("{ Statement: { \(rest) } }", ["the statement has no `Effect`"]),
    ("{ Statement: { effect: Deny, \(rest) } }", ["a statement has no element `effect`"]),
    (
      "{ Statement: { Effect: Deny, Principal: \"*\", Action: \"*\" } }",
      ["the statement has no `Resource`"]
    ),
    (
      "{ Statement: { Effect: Deny, Action: \"*\", Resource: \"*\" } }",
      ["the statement has no `Principal`"]
    ),
    (
      "{ Statement: { Effect: Deny, \(rest), NotAction: dynamodb:Query } }",
      ["the statement has both `Action` and `NotAction`"]
    ),
    (
      "{ Statement: { Effect: Deny, Principal: { AWS: [] }, Action: [dynamodb], Resource: [a] } }",
      ["`Principal` is empty", "`dynamodb` is no action", "`a` is no resource"]
    ),
    (
      "{ Statement: { Effect: Deny, Principal: { Aws: \"*\" }, Action: \"*\", Resource: \"*\" } }",
      ["`Principal` has no element `Aws`"]
    ),
    (
      "{ Statement: { Effect: Deny, \(rest), Condition: { StringEqual: { a: b } } } }",
      ["`StringEqual` is no condition operator"]
    ),
    (
      "{ Statement: [{ Sid: A, Effect: Deny, \(rest) }, { Sid: A, Effect: Deny, \(rest) }] }",
      ["another statement has the `Sid` `A`"]
    ),
  ]

  /// Every document is read alike, wherever it stands.
  @Test(arguments: cases, ["resourcePolicy: ", "vpcEndpoint: { type: gateway, policy: "])
  func earns(_ example: (policy: String, messages: [String]), _ place: String) throws {
    let close = place.contains("{") ? " }" : ""
    let found = try RuleCase("a policy", place + example.policy + close).findings()
    #expect(found.map(\.message) == example.messages)
  }
}
