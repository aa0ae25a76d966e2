// The record of who read and wrote items: one trail for all tables of a service.

import Compliance
import Testing

@Suite struct AuditTests {
  private static let key = "partitionKey: { name: id, type: S }\n"

  private func commercial(_ config: String, others: String = "") throws -> ReadTemplate {
    let table = SynthesizedTable(AuditTests.key + config, others: others)
    try #require(table.findings == [])
    return try table.template()
  }

  private static let trail = "/Resources/SharedAuditTrail/Properties/"

  /// Spelled, so that the trail may be there before the table.
  private static func arn(_ table: String) -> String {
    #"{"Fn::Sub":"arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:"#
      + #"table/shop-\#(table)"}"#
  }

  @Test func trailRecordsTheTableAndItsStream() throws {
    let template = try commercial(
      """
      streamSpecification: { streamEnabled: true, streamViewType: KEYS_ONLY }
      audit: { cloudTrailDataEvents: all, retentionDays: 400 }
      """)
    let selectors = AuditTests.trail + "AdvancedEventSelectors/"
    #expect(
      template[selectors + "0/FieldSelectors"]
        == #"[{"Equals":["Data"],"Field":"eventCategory"},"#
        + #"{"Equals":["AWS::DynamoDB::Table"],"Field":"resources.type"},"#
        + #"{"Equals":[\#(AuditTests.arn("orders"))],"Field":"resources.ARN"}]"#)
    #expect(
      template[selectors + "1/FieldSelectors/2"]
        == #"{"Field":"resources.ARN","StartsWith":[\#(AuditTests.arn("orders/stream/"))]}"#)
    #expect(template[selectors + "2"] == "")
    #expect(template[AuditTests.trail + "IsLogging"] == "true")
    #expect(template[AuditTests.trail + "IsMultiRegionTrail"] == "true")
    #expect(template[AuditTests.trail + "EnableLogFileValidation"] == "true")
    #expect(
      template[AuditTests.trail + "KMSKeyId"]
        == #"{"Fn::GetAtt":["SharedEncryptionKey","Arn"]}"#)
    #expect(template["/Resources/SharedAuditLog/Properties/RetentionInDays"] == "400")
    #expect(template["/Resources/SharedAuditLog/DeletionPolicy"] == #""Retain""#)
  }

  @Test func writesAloneAreRecordedWhereReadsAreNotAskedFor() throws {
    let template = try commercial("audit: { cloudTrailDataEvents: write, retentionDays: 100 }")
    #expect(
      template[AuditTests.trail + "AdvancedEventSelectors/0/FieldSelectors/3"]
        == #"{"Equals":["false"],"Field":"readOnly"}"#)
    // The next period that CloudWatch Logs offers.
    #expect(template["/Resources/SharedAuditLog/Properties/RetentionInDays"] == "120")
    let bucket = "/Resources/SharedAuditBucket/Properties/"
    #expect(template[bucket + "ObjectLockEnabled"] == "")
    #expect(
      template[bucket + "PublicAccessBlockConfiguration"]
        == #"{"BlockPublicAcls":true,"BlockPublicPolicy":true,"IgnorePublicAcls":true,"#
        + #""RestrictPublicBuckets":true}"#)
  }

  @Test func tablesShareOneTrailThatIsAsStrictAsTheStrictest() throws {
    let template = try commercial(
      "audit: { cloudTrailDataEvents: all, retentionDays: 400 }",
      others: """
        - name: sessions
          type: dynamodb-table
          config:
            partitionKey: { name: id, type: S }
            audit: { cloudTrailDataEvents: all, retentionDays: 731, immutable: true }
        """)
    #expect(template.resources.filter { $0.hasSuffix("Trail") } == ["SharedAuditTrail"])
    #expect(
      template[AuditTests.trail + "AdvancedEventSelectors/0/FieldSelectors/2/Equals"]
        == "[\(AuditTests.arn("orders")),\(AuditTests.arn("sessions"))]")
    let bucket = "/Resources/SharedAuditBucket/Properties/"
    #expect(
      template[bucket + "ObjectLockConfiguration"]
        == #"{"ObjectLockEnabled":"Enabled","Rule":{"DefaultRetention":"#
        + #"{"Days":731,"Mode":"COMPLIANCE"}}}"#)
    #expect(template[bucket + "LifecycleConfiguration/Rules/0/ExpirationInDays"] == "731")
  }

  @Test(arguments: [
    "audit: { cloudTrailDataEvents: none }",
    """
    audit:
      cloudTrailDataEvents: all
      trail: external
      trailArn: arn:aws:cloudtrail:us-east-1:123456789012:trail/theirs
    """,
  ])
  func nothingIsMadeWhereNothingIsRecordedOrOthersRecord(config: String) throws {
    #expect(try commercial(config).resources.filter { $0.hasPrefix("Shared") } == [])
  }

  @Test func onlyThisTrailWritesToTheBucketAndOnlyOverTLS() throws {
    let template = try commercial("audit: { cloudTrailDataEvents: all }")
    let statements = "/Resources/SharedAuditBucketPolicy/Properties/PolicyDocument/Statement/"
    let trail =
      #"{"Fn::Sub":"arn:${AWS::Partition}:cloudtrail:${AWS::Region}:${AWS::AccountId}:"#
      + #"trail/shop-audit"}"#
    #expect(
      template[statements + "1/Condition"]
        == #"{"StringEquals":{"aws:SourceArn":\#(trail),"#
        + #""s3:x-amz-acl":"bucket-owner-full-control"}}"#)
    #expect(
      template[statements + "1/Resource"]
        == #"[{"Fn::Sub":"${SharedAuditBucket.Arn}/AWSLogs/${AWS::AccountId}/*"}]"#)
    #expect(template[statements + "2/Effect"] == #""Deny""#)
    #expect(template[statements + "2/Condition"] == #"{"Bool":{"aws:SecureTransport":"false"}}"#)
    #expect(
      template["/Resources/SharedAuditPolicy/Properties/PolicyDocument/Statement/0/Resource"]
        == #"[{"Fn::GetAtt":["SharedAuditLog","Arn"]}]"#)
    #expect(
      template["/Resources/SharedAuditTrail/DependsOn"]
        == #"["SharedAuditBucketPolicy","SharedAuditPolicy"]"#)
  }

  @Test func highRecordsEveryRegionForTenYearsUnalterably() throws {
    let template = try TableAtTier(AuditTests.key, .fedrampHigh).template()
    let arns = AuditTests.trail + "AdvancedEventSelectors/0/FieldSelectors/2/Equals/"
    #expect(
      template[arns + "1"]
        == #"{"Fn::Sub":"arn:${AWS::Partition}:dynamodb:us-west-2:${AWS::AccountId}:"#
        + #"table/shop-orders"}"#)
    #expect(template["/Resources/SharedAuditLog/Properties/RetentionInDays"] == "3653")
    #expect(template["/Resources/SharedAuditBucket/Properties/ObjectLockEnabled"] == "true")
  }
}
