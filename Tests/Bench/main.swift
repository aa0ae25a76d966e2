// Times what the command's own start would drown: decisions by IAM policies, in process.

import Diagnostics
import Glibc
import IAMPolicy
import JSONText
import Provenance

/// A role of ten statements, as a service that uses two tables and a stream has it.
let role = #"""
  {"Version": "2012-10-17", "Statement": [
    {"Sid": "Orders", "Effect": "Allow",
     "Action": ["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query"],
     "Resource": "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders"},
    {"Sid": "OrderIndexes", "Effect": "Allow", "Action": "dynamodb:Query",
     "Resource": ["arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders/index/ByCustomer",
                  "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders/index/ByState"]},
    {"Sid": "OrderWrites", "Effect": "Allow",
     "Action": ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem",
                "dynamodb:BatchWriteItem"],
     "Resource": "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders"},
    {"Sid": "Sessions", "Effect": "Allow", "Action": ["dynamodb:GetItem", "dynamodb:UpdateItem"],
     "Resource": "arn:aws:dynamodb:us-east-1:123456789012:table/shop-sessions",
     "Condition": {"ForAllValues:StringEquals": {"dynamodb:LeadingKeys": ["tenant-7"]},
                   "Null": {"dynamodb:LeadingKeys": "false"}}},
    {"Sid": "Stream", "Effect": "Allow",
     "Action": ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"],
     "Resource": "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders/stream/*"},
    {"Sid": "Streams", "Effect": "Allow", "Action": "dynamodb:ListStreams", "Resource": "*"},
    {"Sid": "Key", "Effect": "Allow", "Action": "kms:Decrypt",
     "Resource": "arn:aws:kms:us-east-1:123456789012:key/12345678-1234-1234-1234-123456789012",
     "Condition": {"StringEquals": {"kms:ViaService": "dynamodb.us-east-1.amazonaws.com"}}},
    {"Sid": "Logs", "Effect": "Allow", "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
     "Resource": "arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/shop-*:*"},
    {"Sid": "Tracing", "Effect": "Allow", "Action": "xray:Put*", "Resource": "*"},
    {"Sid": "NoPlainText", "Effect": "Deny", "Action": "dynamodb:*", "Resource": "*",
     "Condition": {"Bool": {"aws:SecureTransport": "false"}}}
  ]}
  """#

func readRole() -> PolicySet {
  var tree = Tree()
  var sink = Sink()
  do throws(Reported) {
    let file = SourceFile(name: "role", bytes: Array(role.utf8))
    let root = try parseJSON(file, into: &tree, sink: &sink)
    let document = try PolicyReader.read(root, as: .identity, in: tree, sink: &sink)
    var policies = PolicySet()
    policies.identity = [AttachedPolicy(document, named: "role")]
    return policies
  } catch {
    preconditionFailure("the role of the benchmark is wrong: \(sink.findings.map(\.message))")
  }
}

func requests() -> [AccessRequest] {
  let table = "arn:aws:dynamodb:us-east-1:123456789012:table/shop-"
  let asked = [
    ("dynamodb:GetItem", table + "orders"), ("dynamodb:Query", table + "orders/index/ByState"),
    ("dynamodb:PutItem", table + "orders"), ("dynamodb:GetItem", table + "sessions"),
    ("dynamodb:GetRecords", table + "orders/stream/2026-01-01T00:00:00.000"),
    ("dynamodb:DeleteTable", table + "orders"), ("dynamodb:GetItem", table + "orders-archive"),
    ("dynamodb:Scan", table + "orders"),
  ]
  return asked.map { action, resource in
    var context = RequestContext()
    context.set("aws:SecureTransport", to: "true")
    context.set("dynamodb:LeadingKeys", toList: ["tenant-7"])
    context.set("dynamodb:Attributes", toList: ["id", "state", "total"])
    context.set("dynamodb:Select", to: "SPECIFIC_ATTRIBUTES")
    return AccessRequest(
      action: action, resource: resource,
      principal: RequestPrincipal("arn:aws:sts::123456789012:assumed-role/shop/session"),
      context: context)
  }
}

let policies = readRole()
let asked = requests()
let decisionsPerRound = 200_000
var rates: [Double] = []
var allowedCount = 0
for _ in 0..<9 {
  // Of the processor, not of the wall: others may be at work here.
  let start = clock()
  for number in 0..<decisionsPerRound {
    let decision = Evaluator.decide(asked[number % asked.count], by: policies)
    if decision.verdict == .allowed { allowedCount += 1 }
  }
  rates.append(Double(decisionsPerRound) * 1_000_000 / Double(clock() - start))
}
rates.sort()
precondition(allowedCount == 9 * decisionsPerRound / 8 * 5, "the benchmark decides wrongly")
print("IAM decisions, role of 10 statements, one core: ", terminator: "")
print("\(Int(rates[4])) a second (median of 9, best \(Int(rates[8])), at least 200000)")
