// What reading a stream of a table takes, whoever owns the stream.

package import CloudFormation

package enum StreamAccess {
  /// On the ARN of the stream.
  package static let actions = ["DescribeStream", "GetRecords", "GetShardIterator"]

  /// EVIDENCE: Service Authorization Reference: `ListStreams` knows no resource.
  package static func list(_ cause: Cause) -> TemplateStatement {
    TemplateStatement(
      "ListStreams", actions: ["dynamodb:ListStreams"], resources: [.literal("*", cause)],
      cause: cause)
  }
}
