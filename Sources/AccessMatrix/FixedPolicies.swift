// Policies that no template holds: those that AWS wrote, the one a key has of itself, and the two
// ends between which everything lies.

import Diagnostics
import IAMPolicy
import JSONText
import Provenance

enum FixedPolicies {
  static func allowingAnything(named name: String) -> AttachedPolicy {
    AttachedPolicy(
      document(#"{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}"#, .identity),
      named: name)
  }

  static let allowingNothing = AttachedPolicy(
    document(
      #"{"Statement":{"Effect":"Allow","Action":"unknown:Unknown","Resource":"*"}}"#, .identity),
    named: "unknown")

  /// Without a statement.
  static let nothing = PolicyDocument(version: .current, statements: [])

  /// EVIDENCE: KMS developer guide, "Default key policy": a key made without one leaves everything
  /// to the policies of its account.
  static func ofKey(account: String, partition: String) -> PolicyDocument {
    document(
      #"{"Version":"2012-10-17","Statement":{"Sid":"Default","Effect":"Allow","Principal":{"AWS":"#
        + #""arn:\#(partition):iam::\#(account):root"},"Action":"kms:*","Resource":"*"}}"#,
      .resource)
  }

  /// Those that functions usually have, without what is of no concern here. By name.
  ///
  /// EVIDENCE: AWS managed policy reference, the policies of these names, as of 2026; facts only.
  private static let managed = [
    "AWSLambdaBasicExecutionRole": ["logs:CreateLogGroup", "logs:CreateLogStream"],
    "AWSLambdaVPCAccessExecutionRole": ["logs:CreateLogGroup", "ec2:CreateNetworkInterface"],
    "AWSXRayDaemonWriteAccess": ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
    "AWSXrayWriteOnlyAccess": ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
    "CloudWatchLambdaInsightsExecutionRolePolicy": ["logs:CreateLogGroup", "logs:PutLogEvents"],
    "AWSLambdaDynamoDBExecutionRole": [
      "dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator",
      "dynamodb:ListStreams", "logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents",
    ],
    "AdministratorAccess": ["*"],
  ]

  /// A policy of AWS, by its ARN; nil for one that is not known here.
  static func managed(_ arn: String) -> PolicyDocument? {
    guard arn.contains(":iam::aws:policy/"), let name = arn.split(separator: "/").last,
      let actions = managed[String(name)]
    else { return nil }
    let list = actions.map { "\"\($0)\"" }.joined(separator: ",")
    return document(
      #"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":[\#(list)],"Resource":"*"}}"#,
      .identity)
  }

  private static func document(_ text: String, _ kind: PolicyKind) -> PolicyDocument {
    var tree = Tree()
    var sink = Sink()
    do throws(Reported) {
      let root = try parseJSON(
        SourceFile(name: "policy", bytes: Array(text.utf8)), into: &tree, sink: &sink)
      return try PolicyReader.read(root, as: kind, in: tree, sink: &sink)
    } catch {
      preconditionFailure("a policy of our own cannot be read")
    }
  }
}
