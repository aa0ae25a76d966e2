// Each way to get a policy wrong, with the one finding it earns.

import Diagnostics
import IAMPolicy
import Testing

@Suite struct MalformedPolicyTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let policy: String
    var kind = PolicyKind.identity
    let finding: String

    var testDescription: String { policy }

    /// A whole policy.
    init(_ policy: String, as kind: PolicyKind = .identity, _ finding: String) {
      self.policy = policy
      self.kind = kind
      self.finding = finding
    }

    /// A statement.
    init(statement: String, as kind: PolicyKind = .identity, _ finding: String) {
      self.init(
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\(statement)}]}", as: kind, finding)
    }

    /// A condition.
    init(condition: String, _ finding: String) {
      self.init(
        statement: "\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":"
          + condition,
        finding.replacing("…", with: "/Statement/0/Condition"))
    }
  }

  private static let rest = "\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\""

  static let documents = [
    Case("[]", "IAM001 : a policy is a mapping"),
    Case("\"{}\"", "IAM001 : a policy is a mapping"),
    Case("{}", "IAM004 : the policy has no `Statement`"),
    Case("{\"Statement\":[]}", "IAM004 /Statement: the policy has no statement"),
    Case("{\"Statement\":\"x\"}", "IAM001 /Statement: a statement is a mapping"),
    Case("{\"Statement\":[[]]}", "IAM001 /Statement/0: a statement is a mapping"),
    Case("{\"statement\":[]}", "IAM002 /statement: a policy has no element `statement`"),
    Case(
      "{\"Version\":\"2012-10-18\",\"Statement\":{\(rest)}}",
      "IAM003 /Version: `2012-10-18` is no version of the policy language"),
    Case("{\"Version\":2012,\"Statement\":{\(rest)}}", "IAM001 /Version: `Version` is a date"),
    Case("{\"Id\":1,\"Statement\":{\(rest)}}", "IAM001 /Id: `Id` is a string"),
    Case(
      "{\"Statement\":[{\"Sid\":\"A\",\(rest)},{\"Sid\":\"A\",\(rest)}]}",
      "IAM015 /Statement/1/Sid: another statement has the `Sid` `A`"),
  ]

  static let statements = [
    Case(
      statement: "", "IAM004 /Statement/0: the statement has no `Effect`, `Action`, `Resource`"),
    Case(
      statement: "\"Effect\":\"Allow\",\"Action\":\"*\"",
      "IAM004 /Statement/0: the statement has no `Resource`"),
    Case(
      statement: "\"effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"",
      "IAM002 /Statement/0/effect: a statement has no element `effect`"),
    Case(
      statement: "\"Effect\":\"allow\",\"Action\":\"*\",\"Resource\":\"*\"",
      "IAM006 /Statement/0/Effect: `allow` is no effect"),
    Case(
      statement: "\"Effect\":true,\"Action\":\"*\",\"Resource\":\"*\"",
      "IAM001 /Statement/0/Effect: `Effect` is `Allow` or `Deny`"),
    Case(
      statement: rest + ",\"NotAction\":\"a:b\"",
      "IAM005 /Statement/0/NotAction: the statement has both `Action` and `NotAction`"),
    Case(
      statement: rest + ",\"NotResource\":\"*\"",
      "IAM005 /Statement/0/NotResource: the statement has both `Resource` and `NotResource`"),
    Case(statement: rest + ",\"Sid\":1", "IAM001 /Statement/0/Sid: `Sid` is a string"),
    Case(
      statement: rest + ",\"Sid\":\"a b\"",
      "IAM014 /Statement/0/Sid: the `Sid` `a b` of an identity policy holds more than letters"
        + " and digits"),
    Case(
      statement: "\"Effect\":\"Deny\",\"Action\":[],\"Resource\":\"*\"",
      "IAM001 /Statement/0/Action: `Action` is empty"),
    Case(
      statement: "\"Effect\":\"Deny\",\"Action\":[\"a:b\",null],\"Resource\":\"*\"",
      "IAM001 /Statement/0/Action/1: `Action` is a string or a list of them"),
  ]

  static let texts: [Case] =
    ["", "GetItem", "*:GetItem", "dynamodb:", ":GetItem", "dynamo*:Get", "a:b:c", "a:b c", "**"]
    .map {
      Case(
        statement: "\"Effect\":\"Deny\",\"Action\":\"\($0)\",\"Resource\":\"*\"",
        "IAM007 /Statement/0/Action: `\($0)` is no action")
    }
    + ["", "orders", "arn", "arn:aws", "arn:aws:", "arn::s3:::b", "arn:aws:*:::b", "a*"].map {
      Case(
        statement: "\"Effect\":\"Deny\",\"Action\":\"*\",\"NotResource\":[\"\($0)\"]",
        "IAM008 /Statement/0/NotResource/0: `\($0)` is no resource")
    }
    + ["${", "${}", "${a", "${a b}", "${a,b}", "${a, 'b}", "${a,'b' }", "${${a}}"].map {
      Case(
        statement:
          "\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"arn:aws:s3:::b/\($0)\"",
        "IAM016 /Statement/0/Resource: "
          + ($0 == "${}" ? "a policy variable has no name" : "`\($0)` is no policy variable"))
    }

  static let principals =
    [
      ("\"x\"", "IAM009 …: `Principal` does not say of what kind `x` is"),
      ("{}", "IAM009 …: `Principal` is empty"),
      ("{\"AWS\":[]}", "IAM009 …/AWS: `Principal` is empty"),
      ("{\"Aws\":\"*\"}", "IAM002 …/Aws: `Principal` has no element `Aws`"),
      ("{\"AWS\":\"app\"}", "IAM009 …/AWS: `app` names no principal"),
      ("{\"AWS\":\"12345678901\"}", "IAM009 …/AWS: `12345678901` names no principal"),
      (
        "{\"AWS\":[\"arn:aws:iam::111122223333:role/*\"]}",
        "IAM009 …/AWS/0: `arn:aws:iam::111122223333:role/*` names no principal"
      ),
      (
        "{\"AWS\":\"arn:aws:iam::*:root\"}",
        "IAM009 …/AWS: `arn:aws:iam::*:root` names no principal"
      ),
      (
        "{\"AWS\":\"arn:aws:s3:::bucket\"}",
        "IAM009 …/AWS: `arn:aws:s3:::bucket` names no principal"
      ),
      ("{\"Service\":\"\"}", "IAM009 …/Service: the principal is empty"),
      ("{\"AWS\":{}}", "IAM001 …/AWS: a principal is a string or a list of them"),
      ("{\"AWS\":\"${a}\"}", "IAM016 …/AWS: a principal takes no policy variables"),
    ].map {
      Case(
        statement: rest + ",\"Principal\":\($0)", as: .resource,
        $1.replacing("…", with: "/Statement/0/Principal"))
    } + [
      Case(
        statement: rest, as: .resource, "IAM004 /Statement/0: the statement has no `Principal`"),
      Case(
        statement: rest, as: .endpoint, "IAM004 /Statement/0: the statement has no `Principal`"),
      Case(
        statement: rest + ",\"Principal\":\"*\"", as: .permissionsBoundary,
        "IAM010 /Statement/0/Principal: a permissions boundary has no `Principal`"),
      Case(
        statement: rest + ",\"NotPrincipal\":\"*\"", as: .serviceControl,
        "IAM010 /Statement/0/NotPrincipal: a service control policy has no `NotPrincipal`"),
      Case(
        statement: rest + ",\"Principal\":{\"AWS\":\"*\"}", as: .resourceControl,
        "IAM010 /Statement/0/Principal: a resource control policy names everyone"),
      Case(
        statement: rest, as: .resourceControl,
        "IAM004 /Statement/0: the statement has no `Principal`"),
    ]

  static let conditions =
    [
      Case(condition: "[]", "IAM001 …: `Condition` is a mapping of operators"),
      Case(condition: "{\"Bool\":[]}", "IAM001 …/Bool: `Bool` is a mapping of condition keys"),
      Case(
        condition: "{\"Bool\":{\"a\":[]}}", "IAM001 …/Bool/a: the condition key `a` has no value"),
      Case(
        condition: "{\"Bool\":{\"a\":null}}",
        "IAM001 …/Bool/a: a value of the condition key `a` is a string or a list of them"),
      Case(condition: "{\"Bool\":{\"\":true}}", "IAM001 …/Bool/: the condition key is empty"),
      Case(
        condition: "{\"Bool\":{\"a:B\":true,\"A:b\":false}}",
        "IAM013 …/Bool/A:b: the condition key `A:b` is there twice, and case does not tell keys"
          + " apart"),
      Case(
        condition: "{\"StringEquals\":{\"a\":\"${b\"}}",
        "IAM016 …/StringEquals/a: `${b` is no policy variable"),
      Case(
        condition: "{\"NumericEquals\":{\"a\":[1,\"${b}\"]}}",
        "IAM016 …/NumericEquals/a/1: `NumericEquals` takes no policy variables"),
    ]
    + [
      "stringEquals", "StringEqual", "NullIfExists", "ForAnyValue:Null",
      "ForAllValues:NullIfExists",
      "ForSomeValues:StringEquals", "BinaryNotEquals", "StringLikeIgnoreCase", "",
    ].map {
      Case(
        condition: "{\"\($0)\":{\"a\":\"b\"}}", "IAM011 …/\($0): `\($0)` is no condition operator")
    }
    + [
      ("Bool", "yes"), ("Null", "absent"), ("NumericLessThan", "12a"), ("NumericEquals", "1."),
      ("NumericEquals", "1e99999"), ("DateEquals", "2026-13-01"), ("DateEquals", "2026-02-29"),
      ("DateLessThan", "2026-01-01T25:00Z"), ("DateLessThan", "soon"), ("IpAddress", "1.2.3"),
      ("IpAddress", "1.2.3.4/33"), ("NotIpAddress", "::1::"), ("IpAddress", "fe80::/129"),
      ("ArnLike", "orders"), ("ArnEquals", "arn:aws:iam::111122223333"), ("BinaryEquals", "abc"),
      ("BinaryEquals", "QR=="),
    ].map {
      Case(
        condition: "{\"\($0)\":{\"a\":\"\($1)\"}}",
        "IAM012 …/\($0)/a: `\($1)` is no value for `\($0)`")
    }

  @Test(arguments: documents + statements + texts + principals + conditions)
  func earnsItsFinding(_ example: Case) {
    let read = Reading.policy(example.policy, as: example.kind)
    let found = read.findings.map {
      "\($0.finding.code.id) \($0.place.pointer): \($0.finding.message)"
    }
    #expect(found == [example.finding])
    #expect(read.document == nil)
    #expect(read.findings.allSatisfy { $0.finding.help?.isEmpty == false })
  }

  @Test func severalFaultsAreAllFound() {
    let read = Reading.policy("{\"Statement\":[{\"Effect\":\"x\"},{\"Action\":\"y\"}]}")
    #expect(read.findings.map(\.finding.code.id) == ["IAM004", "IAM006", "IAM004", "IAM007"])
  }

  /// In the first version of the language nothing is a variable.
  @Test(arguments: ["{\"Statement\":", "{\"Version\":\"2008-10-17\",\"Statement\":"])
  func theFirstVersionHasNoVariables(_ start: String) {
    let read = Reading.policy(
      start + "{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"arn:aws:s3:::b/${\"}}")
    #expect(read.findings.isEmpty)
    #expect(read.document?.version == .first)
  }
}
