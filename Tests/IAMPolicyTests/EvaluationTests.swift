// How policies of all kinds come together: who must allow, who may deny, and who is named for it.

import IAMPolicy
import Testing

@Suite struct EvaluationTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var principal = "arn:aws:sts::111122223333:assumed-role/app/s1"
    var resource = "arn:aws:dynamodb:us-east-1:111122223333:table/orders"
    /// The policies, as members of the request.
    let policies: String
    let verdict: Decision.Verdict
    var by: [String] = []
    var lacking: PolicyKind?
  }

  /// `{ALLOW}`, `{DENY}`, `{OTHER}` (an allowance that does not fit), and with a principal behind a
  /// colon.
  private static func expanded(_ text: String) -> String {
    text.replacing(/\{(ALLOW|DENY|OTHER)(?::([^}]*))?\}/) { match in
      let effect = match.1 == "DENY" ? "Deny" : "Allow"
      let action = match.1 == "OTHER" ? "dynamodb:Scan" : "dynamodb:*"
      let principal = match.2.map { name in
        name == "*" ? "\"Principal\":\"*\"," : "\"Principal\":{\(name)},"
      }
      return
        "{\"Version\":\"2012-10-17\",\"Statement\":{\"Sid\":\"\(effect)\",\"Effect\":\"\(effect)\","
        + "\(principal ?? "")\"Action\":\"\(action)\",\"Resource\":\"*\"}}"
    }
  }

  private static let abroad = "arn:aws:dynamodb:us-east-1:444455556666:table/orders"
  private static let user = "arn:aws:iam::111122223333:user/ann"
  private static let session = "\"AWS\":\"arn:aws:sts::111122223333:assumed-role/app/s1\""
  private static let role = "\"AWS\":\"arn:aws:iam::111122223333:role/team/app\""
  private static let account = "\"AWS\":\"111122223333\""

  static let identity = [
    Case(testDescription: "nothing", policies: "", verdict: .implicitDeny, lacking: .identity),
    Case(
      testDescription: "an allowance", policies: "\"identityPolicies\":[{ALLOW}]",
      verdict: .allowed, by: ["identityPolicies/0#Allow"]),
    Case(
      testDescription: "two allowances", policies: "\"identityPolicies\":[{ALLOW},{OTHER},{ALLOW}]",
      verdict: .allowed, by: ["identityPolicies/0#Allow", "identityPolicies/2#Allow"]),
    Case(
      testDescription: "another allowance", policies: "\"identityPolicies\":[{OTHER}]",
      verdict: .implicitDeny, lacking: .identity),
    Case(
      testDescription: "a denial beside it", policies: "\"identityPolicies\":[{ALLOW},{DENY}]",
      verdict: .explicitDeny, by: ["identityPolicies/1#Deny"]),
    Case(
      testDescription: "denials everywhere",
      policies: "\"identityPolicies\":[{DENY}],\"resourcePolicy\":{DENY:*},"
        + "\"permissionBoundaries\":[{DENY}],\"sessionPolicies\":[{DENY}],"
        + "\"serviceControlPolicies\":[[{ALLOW}],[{ALLOW},{DENY}]],"
        + "\"resourceControlPolicies\":[[{DENY:*}]],\"endpointPolicies\":[{DENY:*}]",
      verdict: .explicitDeny,
      by: [
        "identityPolicies/0#Deny", "resourcePolicy#Deny", "permissionBoundaries/0#Deny",
        "sessionPolicies/0#Deny", "serviceControlPolicies/1/1#Deny",
        "resourceControlPolicies/0/0#Deny", "endpointPolicies/0#Deny",
      ]),
    Case(
      testDescription: "the root of the account",
      principal: "arn:aws:iam::111122223333:root", policies: "", verdict: .allowed),
    Case(
      testDescription: "the root of the account, bound",
      principal: "arn:aws:iam::111122223333:root",
      policies: "\"serviceControlPolicies\":[[{OTHER}]]", verdict: .implicitDeny,
      lacking: .serviceControl),
  ]

  static let limits = [
    Case(
      testDescription: "a boundary that allows",
      policies: "\"identityPolicies\":[{ALLOW}],\"permissionBoundaries\":[{ALLOW}]",
      verdict: .allowed, by: ["identityPolicies/0#Allow", "permissionBoundaries/0#Allow"]),
    Case(
      testDescription: "a boundary that does not",
      policies: "\"identityPolicies\":[{ALLOW}],\"permissionBoundaries\":[{OTHER}]",
      verdict: .implicitDeny, lacking: .permissionsBoundary),
    Case(
      testDescription: "a boundary alone", policies: "\"permissionBoundaries\":[{ALLOW}]",
      verdict: .implicitDeny, lacking: .identity),
    Case(
      testDescription: "a session policy that does not",
      policies: "\"identityPolicies\":[{ALLOW}],\"sessionPolicies\":[{OTHER}]",
      verdict: .implicitDeny, lacking: .session),
    Case(
      testDescription: "every level allows",
      policies: "\"identityPolicies\":[{ALLOW}],\"serviceControlPolicies\":[[{OTHER},{ALLOW}],"
        + "[{ALLOW}]],\"resourceControlPolicies\":[[{ALLOW:*}]],\"endpointPolicies\":[{ALLOW:*}]",
      verdict: .allowed,
      by: [
        "identityPolicies/0#Allow", "serviceControlPolicies/0/1#Allow",
        "serviceControlPolicies/1/0#Allow", "resourceControlPolicies/0/0#Allow",
        "endpointPolicies/0#Allow",
      ]),
    Case(
      testDescription: "a level that does not",
      policies: "\"identityPolicies\":[{ALLOW}],\"serviceControlPolicies\":[[{ALLOW}],[{OTHER}]]",
      verdict: .implicitDeny, lacking: .serviceControl),
    Case(
      testDescription: "a level without policies",
      policies: "\"identityPolicies\":[{ALLOW}],\"serviceControlPolicies\":[[{ALLOW}],[]]",
      verdict: .implicitDeny, lacking: .serviceControl),
    Case(
      testDescription: "a level of the resource that does not",
      policies: "\"identityPolicies\":[{ALLOW}],\"resourceControlPolicies\":[[{OTHER:*}]]",
      verdict: .implicitDeny, lacking: .resourceControl),
    Case(
      testDescription: "an endpoint that does not",
      policies: "\"identityPolicies\":[{ALLOW}],\"endpointPolicies\":[{OTHER:*}]",
      verdict: .implicitDeny, lacking: .endpoint),
    Case(
      testDescription: "a role that AWS made for its service",
      principal: "arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/R",
      policies: "\"identityPolicies\":[{ALLOW}],\"serviceControlPolicies\":[[{DENY}]]",
      verdict: .allowed, by: ["identityPolicies/0#Allow"]),
  ]

  static let within = [
    Case(
      testDescription: "a session is named",
      policies: "\"resourcePolicy\":{ALLOW:\(session)},"
        + "\"permissionBoundaries\":[{OTHER}],\"sessionPolicies\":[{OTHER}]",
      verdict: .allowed, by: ["resourcePolicy#Allow"]),
    Case(
      testDescription: "a user is named", principal: user,
      policies: "\"resourcePolicy\":{ALLOW:\"AWS\":\"\(user)\"},\"permissionBoundaries\":[{OTHER}]",
      verdict: .allowed, by: ["resourcePolicy#Allow"]),
    Case(
      testDescription: "everyone is named",
      policies: "\"resourcePolicy\":{ALLOW:*},"
        + "\"permissionBoundaries\":[{OTHER}]",
      verdict: .allowed, by: ["resourcePolicy#Allow"]),
    Case(
      testDescription: "the role is named", policies: "\"resourcePolicy\":{ALLOW:\(role)}",
      verdict: .allowed, by: ["resourcePolicy#Allow"]),
    Case(
      testDescription: "the role is named, and its boundary does not allow",
      policies: "\"resourcePolicy\":{ALLOW:\(role)},\"permissionBoundaries\":[{OTHER}]",
      verdict: .implicitDeny, lacking: .permissionsBoundary),
    Case(
      testDescription: "the role is named, and its session policy allows",
      policies: "\"resourcePolicy\":{ALLOW:\(role)},\"sessionPolicies\":[{ALLOW}]",
      verdict: .allowed, by: ["resourcePolicy#Allow", "sessionPolicies/0#Allow"]),
    Case(
      testDescription: "the account is named", policies: "\"resourcePolicy\":{ALLOW:\(account)}",
      verdict: .implicitDeny, lacking: .identity),
    Case(
      testDescription: "another role is named",
      policies: "\"resourcePolicy\":{ALLOW:\"AWS\":\"arn:aws:iam::111122223333:role/app2\"}",
      verdict: .implicitDeny, lacking: .identity),
    Case(
      testDescription: "the account is denied",
      policies: "\"identityPolicies\":[{ALLOW}],\"resourcePolicy\":{DENY:\(account)}",
      verdict: .explicitDeny, by: ["resourcePolicy#Deny"]),
    Case(
      testDescription: "a service is named", principal: "replication.dynamodb.amazonaws.com",
      policies: "\"resourcePolicy\":{ALLOW:\"Service\":\"replication.dynamodb.amazonaws.com\"}",
      verdict: .allowed, by: ["resourcePolicy#Allow"]),
    Case(
      testDescription: "another service is named", principal: "replication.dynamodb.amazonaws.com",
      policies: "\"resourcePolicy\":{ALLOW:\"Service\":\"kms.amazonaws.com\"}",
      verdict: .implicitDeny, lacking: .resource),
  ]

  static let across = [
    Case(
      testDescription: "only who asks", resource: abroad,
      policies: "\"identityPolicies\":[{ALLOW}]", verdict: .implicitDeny, lacking: .resource),
    Case(
      testDescription: "only who is asked", resource: abroad,
      policies: "\"resourcePolicy\":{ALLOW:\(session)}", verdict: .implicitDeny,
      lacking: .identity),
    Case(
      testDescription: "both, the account named", resource: abroad,
      policies: "\"identityPolicies\":[{ALLOW}],\"resourcePolicy\":{ALLOW:\(account)}",
      verdict: .allowed, by: ["identityPolicies/0#Allow", "resourcePolicy#Allow"]),
    Case(
      testDescription: "both, and a boundary that does not", resource: abroad,
      policies: "\"identityPolicies\":[{ALLOW}],\"resourcePolicy\":{ALLOW:\(session)},"
        + "\"permissionBoundaries\":[{OTHER}]",
      verdict: .implicitDeny, lacking: .permissionsBoundary),
    Case(
      testDescription: "the accounts said to be one", resource: abroad,
      policies: "\"identityPolicies\":[{ALLOW}],\"resourceAccount\":\"111122223333\"",
      verdict: .allowed, by: ["identityPolicies/0#Allow"]),
  ]

  /// A key's policy has to agree, if only by handing the decision to the account.
  static let keys = ["", "\"resourcePolicy\":{ALLOW:\(account)},", "\"resourcePolicy\":{OTHER:*},"]
    .enumerated().map { position, policy in
      Case(
        testDescription: "a key \(position)", resource: "arn:aws:kms:us-east-1:111122223333:key/1",
        policies: policy + "\"identityPolicies\":[{ALLOW}]",
        verdict: position < 2 ? .allowed : .implicitDeny,
        by: [
          ["identityPolicies/0#Allow"], ["identityPolicies/0#Allow", "resourcePolicy#Allow"], [],
        ][
          position], lacking: position < 2 ? nil : .resource)
    }

  @Test(arguments: identity + limits + within + across + keys)
  func comesTogether(_ example: Case) throws {
    let policies = EvaluationTests.expanded(example.policies)
    let answer = try Reading.question(
      "{\"action\":\"dynamodb:GetItem\",\"resource\":\"\(example.resource)\",\"principal\":"
        + "\"\(example.principal)\"" + (policies.isEmpty ? "}" : ",\(policies)}")
    ).answer
    #expect(answer.verdict == example.verdict)
    #expect(answer.statements.map { "\($0.policy)#\($0.statement)" } == example.by)
    #expect(answer.lacking == example.lacking)
  }

  @Test(arguments: [
    ("\"Action\": \"DYNAMODB:getitem\"", true), ("\"Action\": \"dynamodb:Get*\"", true),
    ("\"Action\": \"dynamodb:?etItem\"", true), ("\"Action\": \"dynamodb:BatchGet*\"", false),
    ("\"Action\": [\"s3:*\", \"dynamodb:*Item\"]", true), ("\"NotAction\": \"s3:*\"", true),
    ("\"NotAction\": [\"s3:*\", \"dynamodb:Get*\"]", false),
  ])
  func actions(_ element: String, _ isAllowed: Bool) throws {
    #expect(try Sample(actions: element).isAllowed() == isAllowed)
  }

  @Test(arguments: [
    ("\"Resource\": \"arn:aws:dynamodb:us-east-1:111122223333:table/orders\"", "", true),
    ("\"Resource\": \"arn:aws:dynamodb:us-east-1:111122223333:table/orders\"", "/index/I", false),
    ("\"Resource\": \"arn:aws:dynamodb:us-east-1:111122223333:table/Orders\"", "", false),
    ("\"Resource\": \"arn:aws:dynamodb:us-east-1:111122223333:table/o*\"", "/index/I", true),
    ("\"Resource\": \"arn:aws:dynamodb:us-east-1:111122223333:table/orders*\"", "-old", true),
    ("\"Resource\": \"arn:aws:dynamodb:us-east-1:111122223333:table/*/index/?\"", "/index/I", true),
    ("\"Resource\": \"arn:aws:dynamodb:*:*:table/orders/index/*\"", "", false),
    ("\"Resource\": \"arn:aws:dynamodb:*:table/orders\"", "", false),
    ("\"Resource\": \"arn:aws:dynamodb\"", "", true), ("\"Resource\": \"arn:aws:s3\"", "", false),
    ("\"Resource\": \"arn:aws:dynamodb:us-*:1111*\"", "", true),
    ("\"NotResource\": \"arn:aws:dynamodb:*:*:table/orders\"", "", false),
    ("\"NotResource\": \"arn:aws:dynamodb:*:*:table/orders\"", "/index/I", true),
  ])
  func resources(_ element: String, _ suffix: String, _ isAllowed: Bool) throws {
    var sample = Sample(resources: element)
    sample.resource += suffix
    #expect(try sample.isAllowed() == isAllowed)
  }

  /// Only `*` allows an action on no resource.
  @Test func nothingIsNoARN() throws {
    var sample = Sample(action: "dynamodb:ListTables", resource: "*")
    #expect(try sample.isAllowed())
    sample.resources = "\"Resource\": \"arn:aws:dynamodb:*:*:*\""
    #expect(try !sample.isAllowed())
    sample.resources = "\"NotResource\": \"arn:aws:dynamodb:*:*:*\""
    #expect(try sample.isAllowed())
  }

  /// A session is spared where its account, its role and itself are named: less spares nobody.
  @Test(arguments: [
    ("\"AWS\":\"111122223333\"", true), ("\"AWS\":\"arn:aws:iam::111122223333:root\"", true),
    ("\"AWS\":\"arn:aws:iam::111122223333:role/x/app\"", true),
    ("\"AWS\":\"arn:aws:sts::111122223333:assumed-role/app/s1\"", true),
    ("\"AWS\":[\"111122223333\",\"arn:aws:iam::111122223333:role/x/app\"]", true),
    (
      "\"AWS\":[\"arn:aws:iam::111122223333:root\",\"arn:aws:iam::111122223333:role/x/app\","
        + "\"arn:aws:sts::111122223333:assumed-role/app/s1\"]", false
    ),
    (
      "\"AWS\":[\"111122223333\",\"arn:aws:iam::111122223333:role/x/app\","
        + "\"arn:aws:sts::111122223333:assumed-role/app/s2\"]", true
    ),
    ("\"AWS\":[\"arn:aws:iam::111122223333:user/app\",\"444455556666\"]", true),
    ("\"Service\":\"lambda.amazonaws.com\"", true), ("\"AWS\":\"*\"", false),
  ])
  func notPrincipal(_ name: String, _ isDenied: Bool) throws {
    let policy = EvaluationTests.expanded("{DENY:\(name)}").replacing(
      "Principal", with: "NotPrincipal")
    let answer = try Reading.question(
      "{\"action\":\"dynamodb:GetItem\",\"resource\":\"*\",\"principal\":"
        + "\"arn:aws:sts::111122223333:assumed-role/app/s1\",\"resourcePolicy\":\(policy)}"
    ).answer
    #expect((answer.verdict == .explicitDeny) == isDenied)
  }

  /// The guide's example: all of the account but Bob.
  @Test(arguments: [
    ("arn:aws:iam::444455556666:user/Bob", false), ("arn:aws:iam::444455556666:user/Ann", true),
    ("arn:aws:iam::444455556666:root", false), ("arn:aws:iam::111122223333:user/Bob", true),
    ("arn:aws:iam::444455556666:role/r", true),
  ])
  func notPrincipalSparesAUserOfANamedAccount(_ name: String, _ isDenied: Bool) throws {
    let policy = EvaluationTests.expanded(
      "{DENY:\"AWS\":[\"arn:aws:iam::444455556666:user/Bob\",\"arn:aws:iam::444455556666:root\"]}"
    ).replacing("Principal", with: "NotPrincipal")
    let answer = try Reading.question(
      "{\"action\":\"dynamodb:GetItem\",\"resource\":\"*\",\"principal\":\"\(name)\","
        + "\"resourcePolicy\":\(policy)}"
    ).answer
    #expect((answer.verdict == .explicitDeny) == isDenied)
  }
}
