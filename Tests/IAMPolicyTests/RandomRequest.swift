// Requests and policies at random, from few enough words that they often meet.

import IAMPolicy
import TestKit

struct RandomRequest {
  private var random: SeededRandom

  init(seed: UInt64) {
    random = SeededRandom(seed: seed)
  }

  private mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &random) < percent
  }

  private mutating func pick<Value>(_ values: [Value]) -> Value {
    values[Int.random(in: 0..<values.count, using: &random)]
  }

  private mutating func some<Value>(_ values: [Value], upTo count: Int) -> [Value] {
    (0..<Int.random(in: 1...count, using: &random)).map { _ in pick(values) }
  }

  private static let actions = [
    "dynamodb:GetItem", "dynamodb:Query", "DynamoDB:PUTItem", "s3:GetObject", "dynamodb:ListTables",
  ]
  private static let actionPatterns = [
    "*", "dynamodb:*", "dynamodb:Get*", "DYNAMODB:g?tItem", "dynamodb:*Item", "dynamodb:Query",
    "s3:*", "s3:Get*t", "dynamodb:*t*", "dynamodb:????????",
  ]
  private static let resources = [
    "*", "arn:aws:dynamodb:us-east-1:111122223333:table/orders",
    "arn:aws:dynamodb:us-east-1:111122223333:table/orders/index/I",
    "arn:aws:dynamodb:eu-west-1:444455556666:table/orders", "arn:aws:s3:::bucket/a:b/c",
  ]
  private static let resourcePatterns = [
    "*", "arn:aws:dynamodb:us-east-1:111122223333:table/orders",
    "arn:aws:dynamodb:*:*:table/orders*", "arn:aws:dynamodb:*:111122223333:table/*/index/?",
    "arn:aws:dynamodb:*:*:table/${p:table}", "arn:aws:dynamodb:*:*:table/${p:gone, 'orders'}",
    "arn:aws:dynamodb", "arn:aws:dynamodb:us-*:*", "arn:aws:s3:::bucket/*", "arn:*:s3:::*",
    "arn:aws:dynamodb:*:*:${p:many}", "arn:aws:dynamodb:*:*:table/order${*}s",
  ]
  private static let principals = [
    "arn:aws:iam::111122223333:user/ann", "arn:aws:iam::111122223333:role/app",
    "arn:aws:sts::111122223333:assumed-role/app/s1", "arn:aws:iam::444455556666:role/team/app",
  ]
  private static let named = [
    "\"*\"", "{\"AWS\":\"*\"}", "{\"AWS\":\"111122223333\"}",
    "{\"AWS\":[\"arn:aws:iam::111122223333:root\",\"arn:aws:iam::444455556666:role/team/app\"]}",
    "{\"AWS\":\"arn:aws:iam::111122223333:role/app\"}",
    "{\"AWS\":[\"arn:aws:sts::111122223333:assumed-role/app/s1\"]}",
    "{\"AWS\":\"arn:aws:iam::111122223333:user/ann\",\"Service\":\"lambda.amazonaws.com\"}",
    "{\"Service\":\"lambda.amazonaws.com\"}",
  ]

  /// By the first letters of the operators that take them.
  private static let values: [(prefix: String, values: [String])] = [
    ("String", ["orders", "ORDERS", "o*", "${p:table}", "or?ers", "${p:gone, 'x'}", "${*}", "x"]),
    ("Numeric", ["0", "10", "-1.5", "10.0", "1000"]),
    ("Date", ["2026-01-01T00:00:00Z", "2026-01-02", "1767225600", "0"]),
    ("Bool", ["true", "false"]), ("Null", ["true", "false"]), ("Binary", ["QUJD", "QQ=="]),
    ("IpAddress", ["10.0.0.0/8", "10.1.2.3", "0.0.0.0/0", "192.168.1.0/30"]),
    ("Arn", ["arn:aws:iam::*:role/*", "arn:aws:iam::1:role/a", "*", "arn:*:sns:*:1:${p:table}"]),
  ]
  private static let held = [
    "orders", "ORDERS", "o*", "x", "*", "10", "-1.5", "10.00", "ten", "", "true", "False", "QUJD",
    "2026-01-01T00:00:00Z", "2026-01-01", "10.1.2.3", "192.168.1.3", "arn:aws:iam::1:role/a",
    "arn:aws:sns:eu:1:orders", "1767225600",
  ]
  private static let keys = ["p:table", "p:many", "p:gone", "k:one", "K:Two", "k:three"]
  private static let operators = [
    "StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase",
    "StringLike", "StringNotLike", "NumericEquals", "NumericNotEquals", "NumericLessThan",
    "NumericLessThanEquals", "NumericGreaterThan", "NumericGreaterThanEquals", "DateEquals",
    "DateNotEquals", "DateLessThan", "DateLessThanEquals", "DateGreaterThan",
    "DateGreaterThanEquals", "Bool", "BinaryEquals", "IpAddress", "NotIpAddress", "ArnEquals",
    "ArnLike", "ArnNotEquals", "ArnNotLike", "Null",
  ]

  private func list(_ values: [String]) -> String {
    let quoted = values.map { "\"\($0)\"" }
    return quoted.count == 1 ? quoted[0] : "[\(quoted.joined(separator: ","))]"
  }

  // MARK: - Policies

  private mutating func condition() -> String {
    var members: [String] = []
    var names: Set<String> = []
    for _ in 0..<Int.random(in: 1...2, using: &random) {
      let plain = pick(RandomRequest.operators)
      var name = plain
      if plain != "Null" {
        name = pick(["", "", "ForAllValues:", "ForAnyValue:"]) + name + pick(["", "", "IfExists"])
      }
      guard names.insert(name).inserted else { continue }
      let kind = plain.hasPrefix("Not") ? String(plain.dropFirst(3)) : plain
      let values = RandomRequest.values.first { kind.hasPrefix($0.prefix) }?.values ?? []
      members.append("\"\(name)\":{\"\(pick(RandomRequest.keys))\":\(list(some(values, upTo: 2)))}")
    }
    return "{\(members.joined(separator: ","))}"
  }

  private mutating func policy(principal: String?, allowing percent: Int = 65) -> String {
    let version = pick(["2012-10-17", "2012-10-17", "2012-10-17", "2008-10-17"])
    let statements = (0..<Int.random(in: 1...3, using: &random)).map { _ -> String in
      var text = "{\"Effect\":\"\(chance(percent) ? "Allow" : "Deny")\","
      if principal != nil {
        text += chance(15) ? "\"NotPrincipal\":" : "\"Principal\":"
        text += principal == "*" ? "\"*\"," : pick(RandomRequest.named) + ","
        if principal == "*" { text = text.replacing("\"NotPrincipal\"", with: "\"Principal\"") }
      }
      text += chance(15) ? "\"NotAction\":" : "\"Action\":"
      text += list(some(RandomRequest.actionPatterns, upTo: 3))
      text += chance(15) ? ",\"NotResource\":" : ",\"Resource\":"
      var resources = some(RandomRequest.resourcePatterns, upTo: 3)
      if version == "2008-10-17" { resources = resources.filter { !$0.contains("$") } }
      text += list(resources.isEmpty ? ["*"] : resources)
      if chance(60) { text += ",\"Condition\":" + condition() }
      return text + "}"
    }
    return "{\"Version\":\"\(version)\",\"Statement\":[\(statements.joined(separator: ","))]}"
  }

  private mutating func levels(principal: String?) -> String {
    let levels = (0..<Int.random(in: 1...2, using: &random)).map { _ in
      "[\((0..<2).map { _ in policy(principal: principal, allowing: 85) }.joined(separator: ","))]"
    }
    return "[\(levels.joined(separator: ","))]"
  }

  /// The policies of a request, as its last members.
  mutating func policies() -> String {
    var members: [String] = []
    if chance(90) {
      let count = Int.random(in: 1...2, using: &random)
      let policies = (0..<count).map { _ in policy(principal: nil, allowing: 80) }
      members.append("\"identityPolicies\":[\(policies.joined(separator: ","))]")
    }
    if chance(50) { members.append("\"resourcePolicy\":\(policy(principal: "?", allowing: 80))") }
    if chance(15) { members.append("\"permissionBoundaries\":[\(policy(principal: nil))]") }
    if chance(15) { members.append("\"sessionPolicies\":[\(policy(principal: nil))]") }
    if chance(10) { members.append("\"serviceControlPolicies\":\(levels(principal: nil))") }
    if chance(10) { members.append("\"resourceControlPolicies\":\(levels(principal: "*"))") }
    if chance(10) {
      members.append("\"endpointPolicies\":[\(policy(principal: "?", allowing: 85))]")
    }
    return members.joined(separator: ",")
  }

  // MARK: - Who asks for what

  mutating func question() -> RandomQuestion {
    var question = RandomQuestion(
      action: pick(RandomRequest.actions), resource: pick(RandomRequest.resources),
      principal: pick(RandomRequest.principals))
    for key in RandomRequest.keys where chance(key == "p:gone" ? 20 : 70) {
      let name = chance(20) ? key.uppercased() : key
      if key == "p:many" || chance(35) {
        question.lists[name] = (0..<Int.random(in: 0...3, using: &random)).map { _ in
          pick(RandomRequest.held)
        }
      } else {
        question.texts[name] = key == "p:table" ? "orders" : pick(RandomRequest.held)
      }
    }
    return question
  }
}

/// A request without its policies, in the forms that those who read it want.
struct RandomQuestion {
  let action: String
  let resource: String
  let principal: String
  var texts: [String: String] = [:]
  var lists: [String: [String]] = [:]

  var request: AccessRequest {
    var context = RequestContext()
    for (key, value) in texts { context.set(key, to: value) }
    for (key, values) in lists { context.set(key, toList: values) }
    return AccessRequest(
      action: action, resource: resource, principal: RequestPrincipal(principal), context: context)
  }

  var object: Object {
    [
      "action": action, "resource": resource, "principal": principal,
      "context": (texts as Object).merging(lists as Object) { first, _ in first },
    ]
  }

  /// As a person may try it again.
  var json: String {
    let keys =
      texts.map { "\"\($0.key)\":\"\($0.value)\"" }
      + lists.map { "\"\($0.key)\":\($0.value)" }
    return "\"action\":\"\(action)\",\"resource\":\"\(resource)\",\"principal\":\"\(principal)\","
      + "\"context\":{\(keys.sorted().joined(separator: ","))}"
  }
}
