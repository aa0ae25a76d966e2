// ARNs in general, and the kinds of thing each place of a spec may name.

import AWSNames
import Diagnostics
import Shapes
import Testing

@Suite struct ARNTests {
  @Test(arguments: [
    "arn:aws:sns:us-east-1:123456789012:alerts", "arn:aws:s3:::bucket/key",
    "arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws-cn:sqs:cn-north-1:123456789012:q",
    "arn:aws-us-gov:logs:us-gov-west-1:123456789012:log-group:/a/b:*",
    "arn:aws:backup:us-east-1:123456789012:backup-vault:orders",
  ])
  func readsAndWritesBack(text: String) throws {
    #expect(try ARN(parsing: text).description == text)
  }

  @Test func splitsIntoItsFields() throws {
    let arn = try ARN(parsing: "arn:aws:backup:us-east-1:123456789012:backup-vault:orders")
    #expect(arn.partition == .aws)
    #expect(arn.service == "backup")
    #expect(arn.region?.name == "us-east-1")
    #expect(arn.account == "123456789012")
    #expect(arn.resource == "backup-vault:orders")
  }

  @Test(arguments: [
    ("", "does not begin with `arn:`"), ("orders", "does not begin with `arn:`"),
    ("ARN:aws:sns:us-east-1:123456789012:x", "does not begin with `arn:`"),
    ("arn:aws:sns:us-east-1:alerts", "has 5 of the 6 fields of an ARN"),
    ("arn:amazon:sns:us-east-1:123456789012:x", "unknown partition `amazon`"),
    ("arn:aws::us-east-1:123456789012:x", "names no service"),
    ("arn:aws:SNS:us-east-1:123456789012:x", "names no service"),
    ("arn:aws:sns:us-gov-west-1:123456789012:x", "lies in `aws-us-gov`"),
    ("arn:aws:sns:us-east-1:12345678901:x", "names the account `12345678901`"),
    ("arn:aws:sns:us-east-1:me:x", "names the account `me`"),
    ("arn:aws:sns:us-east-1:123456789012:", "names no resource"),
    ("arn:aws:sns:us-east-1:123456789012:a b", "contains a space"),
    ("arn:aws:s3:::" + String(repeating: "a", count: 3_000), "is longer than 2048"),
  ])
  func saysWhatIsWrong(text: String, reason: String) {
    let fault = fault { () throws(FormatFault) in _ = try ARN(parsing: text) }
    #expect(fault?.code == ARN.malformed)
    #expect(fault?.message.contains(reason) == true, "\(fault?.message ?? "accepted")")
    #expect(fault?.help != nil)
  }

  @Test func aBareNameIsToldHowAStreamIsNamed() {
    let fault = fault(of: "trips", as: "stream-arn")
    #expect(fault?.code == ARN.malformed)
    #expect(fault?.help?.contains("`${TABLE.streamArn}` for one of this service") == true)
    #expect(fault?.help?.contains("`arn:aws:dynamodb:us-east-1:123456789012:table/") == true)
  }

  @Test func refusesARegionItDoesNotKnow() {
    let fault = fault(of: "arn:aws:sns:us-est-1:123456789012:x", as: "sns-topic-arn")
    #expect(fault?.code == Region.unknown)
  }

  static let kinds: [(format: String, good: [String], bad: [String])] = [
    (
      "iam-role-arn",
      ["arn:aws:iam::123456789012:role/a", "arn:aws:iam::123456789012:role/p/q/a.b@c"],
      [
        "arn:aws:iam::123456789012:user/a", "arn:aws:iam::123456789012:role/",
        "arn:aws:iam::123456789012:role//a", "arn:aws:iam:us-east-1:123456789012:role/a",
        "arn:aws:iam:::role/a", "arn:aws:iam::123456789012:role/*",
      ]
    ),
    (
      "principal-arn",
      [
        "arn:aws:iam::123456789012:root", "arn:aws:iam::123456789012:user/a",
        "arn:aws:sts::123456789012:assumed-role/a/b",
      ], ["arn:aws:iam::123456789012:group/a", "arn:aws:iam::123456789012:*"]
    ),
    (
      "sns-topic-arn",
      ["arn:aws:sns:us-east-1:123456789012:a_b-c", "arn:aws:sns:us-east-1:123456789012:a.fifo"],
      ["arn:aws:sns:us-east-1:123456789012:a.b", "arn:aws:sns::123456789012:a"]
    ),
    (
      "queue-or-topic-arn",
      ["arn:aws:sqs:us-east-1:123456789012:q", "arn:aws:sns:us-east-1:123456789012:t"],
      ["arn:aws:sqs:us-east-1:123456789012:" + String(repeating: "q", count: 81)]
    ),
    (
      "kinesis-stream-arn", ["arn:aws:kinesis:us-east-1:123456789012:stream/a.b"],
      [
        "arn:aws:kinesis:us-east-1:123456789012:a",
        "arn:aws:kinesis:us-east-1:123456789012:stream/a/consumer/b:1",
      ]
    ),
    (
      "stream-arn",
      ["arn:aws:dynamodb:us-east-1:123456789012:table/abc/stream/2026-01-01T00:00:00.000"],
      [
        "arn:aws:dynamodb:us-east-1:123456789012:table/abc",
        "arn:aws:dynamodb:us-east-1:123456789012:table/a/stream/2026-01-01T00:00:00.000",
        "arn:aws:dynamodb:us-east-1:123456789012:table/abc/index/x",
      ]
    ),
    (
      "backup-vault-arn", ["arn:aws:backup:us-east-1:123456789012:backup-vault:Default"],
      [
        "arn:aws:backup:us-east-1:123456789012:backup-vault/a1",
        "arn:aws:backup:us-east-1:123456789012:backup-plan:a1",
      ]
    ),
    (
      "cloudtrail-arn", ["arn:aws:cloudtrail:us-east-1:123456789012:trail/audit"],
      ["arn:aws:cloudtrail:us-east-1:123456789012:audit"]
    ),
    (
      "lambda-layer-arn", ["arn:aws:lambda:us-east-1:123456789012:layer:tools:3"],
      [
        "arn:aws:lambda:us-east-1:123456789012:layer:tools",
        "arn:aws:lambda:us-east-1:123456789012:layer:tools:0",
        "arn:aws:lambda:us-east-1:123456789012:function:f",
      ]
    ),
    (
      "kms-key-arn", ["arn:aws:kms:us-east-1:123456789012:key/primary-key"],
      [
        "arn:aws:kms:us-east-1:123456789012:alias/a", "arn:aws:kms::123456789012:key/a",
        "arn:aws:kms:us-east-1::key/a",
      ]
    ),
  ]

  @Test(arguments: kinds)
  func aKindTakesOnlyItsOwn(format: String, good: [String], bad: [String]) {
    for text in good { #expect(fault(of: text, as: format) == nil, "\(text)") }
    for text in bad { #expect(fault(of: text, as: format)?.code == ARN.malformed, "\(text)") }
    let other = fault(of: "arn:aws:events:us-east-1:123456789012:rule/a", as: format)
    #expect(other?.code == ARNKind.ofAnotherService)
    #expect(other?.message.contains("names something of `events`, not") == true)
  }

  /// What the help tells people to write has to be right.
  @Test(arguments: [
    ARNKind.topic, .queue, .role, .principal, .session, .kinesisStream, .tableStream,
    .backupVault, .trail, .layerVersion, .key, .keyAlias,
  ])
  func itsExampleIsLegal(kind: ARNKind) throws {
    #expect(try ARNKind.parse(kind.example, as: kind).description == kind.example)
  }
}
