// What a tier adds to a table that says nothing of it.

import Catalog
import CloudFormation
import Compiler
import Compliance
import ComponentKit
import Diagnostics
import Provenance
import Testing

@Suite struct TierSynthesisTests {
  private static let minimal = "partitionKey: { name: id, type: S }"

  @Test func moderateRefusesRequestsWithoutTLS() throws {
    let template = try TableAtTier(TierSynthesisTests.minimal, .fedrampModerate).template()
    let arn = "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/shop-orders"
    #expect(
      template["/Resources/OrdersTable/Properties/ResourcePolicy/PolicyDocument/Statement"]
        == #"[{"Action":["dynamodb:*"],"Condition":{"Bool":{"aws:SecureTransport":"false"}},"#
        + #""Effect":"Deny","Principal":"*","Resource":[{"Fn::Sub":"\#(arn)"},"#
        + #"{"Fn::Sub":"\#(arn)/index/*"}],"Sid":"DenyRequestsWithoutTLS"}]"#)
  }

  @Test func commercialAddsNoPolicy() throws {
    let template = try TableAtTier(TierSynthesisTests.minimal, .commercial).template()
    #expect(template["/Resources/OrdersTable/Properties/ResourcePolicy"] == "")
    #expect(template.resources.contains("OrdersTableKey") == false)
  }

  @Test func writtenStatementsComeFirstAndKeepTheirNames() throws {
    let template = try TableAtTier(
      """
      partitionKey: { name: id, type: S }
      resourcePolicy:
        Statement:
          Sid: DenyRequestsWithoutTLS
          Effect: Deny
          Principal: "*"
          Action: "dynamodb:DeleteTable"
          Resource: "*"
      """, .fedrampModerate
    ).template()
    let statements = "/Resources/OrdersTable/Properties/ResourcePolicy/PolicyDocument/Statement/"
    #expect(template[statements + "0/Action"] == #""dynamodb:DeleteTable""#)
    #expect(template[statements + "0/Sid"] == #""DenyRequestsWithoutTLS""#)
    #expect(template[statements + "1/Sid"] == #""DenyRequestsWithoutTLS2""#)
  }

  @Test func moderateEncryptsWithAKeyThatBackupsUseToo() throws {
    let template = try TableAtTier(TierSynthesisTests.minimal, .fedrampModerate).template()
    let key = "/Resources/OrdersTableKey/Properties/"
    #expect(template[key + "EnableKeyRotation"] == "true")
    #expect(template[key + "RotationPeriodInDays"] == "365")
    #expect(template[key + "PendingWindowInDays"] == "30")
    #expect(
      template[key + "KeyPolicy/Statement/1/Condition/StringLike/kms:ViaService"]
        == #"["dynamodb.*.amazonaws.com","backup.*.amazonaws.com"]"#)
  }

  @Test func namedKeyTakesThePlaceOfTheTiersOwn() throws {
    let template = try TableAtTier(
      """
      partitionKey: { name: id, type: S }
      sseSpecification: { kmsMasterKeyId: alias/theirs }
      """, .fedrampModerate
    ).template()
    #expect(
      template["/Resources/OrdersTable/Properties/SSESpecification/KMSMasterKeyId"]
        == #""alias/theirs""#)
    #expect(!template.resources.contains("OrdersTableKey"))
  }

  /// IAM takes `Environment` and `environment` for one key: a role with both is refused.
  @Test func tagOfAPersonStandsForTheServicesInAnySpelling() throws {
    let template = try TableAtTier(
      TierSynthesisTests.minimal + "\ntags: { Environment: test }", .fedrampModerate
    ).template()
    let tags = template["/Resources/OrdersTable/Properties/Tags"]
    #expect(tags.contains(#"{"Key":"Environment","Value":"test"}"#))
    #expect(!tags.contains(#""Key":"environment""#))
  }

  @Test(arguments: [("us-east-1", "us-west-2"), ("us-gov-west-1", "us-gov-east-1")])
  func highReplicatesWithAKeyInEachRegion(home: String, pair: String) throws {
    let table = try TableAtTier(TierSynthesisTests.minimal, .fedrampHigh, region: home)
    let template = try table.template()
    let replicas = "/Resources/OrdersTable/Properties/Replicas/"
    #expect(template[replicas + "0/Region"] == "\"\(home)\"")
    #expect(template[replicas + "1/Region"] == "\"\(pair)\"")
    #expect(
      template[replicas + "1/SSESpecification/KMSMasterKeyId"]
        == #"{"Fn::Sub":"arn:${AWS::Partition}:kms:\#(pair):${AWS::AccountId}:alias/shop-orders"}"#)
    let arn = "arn:${AWS::Partition}:dynamodb:\(pair):${AWS::AccountId}:table/shop-orders"
    #expect(
      template[replicas + "1/ResourcePolicy/Fn::If/1/PolicyDocument/Statement/0/Resource/0"]
        == #"{"Fn::Sub":"\#(arn)"}"#)
    #expect(Set(table.output.companions.map(\.region)) == [pair])
    #expect(table.output.parameters.map(\.name).contains("Phase"))
    #expect(table.output.conditions.map(\.name) == ["IsComplete"])
    for position in 0...1 {
      let replica = replicas + "\(position)/"
      #expect(template[replica + "DeletionProtectionEnabled"] == "true")
      #expect(
        template[replica + "PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled"] == "true")
      #expect(template[replica + "ContributorInsightsSpecification/Enabled"] == "true")
    }
  }

  @Test func endpointRestrictionIsForDataInTheStacksRegion() throws {
    let template = try TableAtTier(
      """
      partitionKey: { name: id, type: S }
      vpcEndpoint: { type: gateway, restrictTable: true }
      """, .fedrampHigh
    ).template()
    let statements =
      "/Resources/OrdersTable/Properties/Replicas/0/ResourcePolicy/PolicyDocument/Statement/"
    #expect(template[statements + "1/Sid"] == #""DenyDataOutsideTheEndpoint""#)
    #expect(
      template[statements + "1/Condition"]
        == #"{"ArnNotLike":{"aws:PrincipalArn":{"Fn::Sub":"arn:${AWS::Partition}:iam::"#
        + #"${AWS::AccountId}:role/aws-service-role/*"}},"StringNotEquals":"#
        + #"{"aws:SourceVpce":{"Ref":"SharedGatewayEndpoint"}}}"#)
    #expect(template[statements + "1/Action"].contains("dynamodb:PutItem"))
    #expect(!template[statements + "1/Action"].contains("dynamodb:GetRecords"))
    let distant =
      "/Resources/OrdersTable/Properties/Replicas/1/ResourcePolicy/Fn::If/1/PolicyDocument/Statement/"
    #expect(template[distant + "0/Sid"] == #""DenyRequestsWithoutTLS""#)
    #expect(template[distant + "1"] == "")
  }

  /// A policy of 20,300 bytes has room for nothing else.
  @Test(arguments: [(Tier.commercial, []), (.fedrampModerate, ["TABLE131"])])
  func statementsOfTheTierCountTowardsTheLengthOfAPolicy(tier: Tier, codes: [String]) {
    let spec = """
      service: shop
      complianceFramework: \(tier.rawValue)
      components:
        - name: orders
          type: dynamodb-table
          config:
            partitionKey: { name: id, type: S }
            resourcePolicy:
              Statement:
                Effect: Deny
                Principal: "*"
                Action: "dynamodb:DeleteTable"
                Resource: "*"
                Condition: { StringEquals: { "aws:PrincipalTag/t": \(String(repeating: "x", count: 20_150)) } }

      """
    let findings = Compiler.validate(
      SourceFile(name: "service.yml", bytes: Array(spec.utf8)), with: Catalog.vocabulary(),
      options: CompileOptions())
    #expect(
      findings.located.map(\.finding.code.id).filter { $0.hasPrefix("TABLE") } == codes)
  }
}
