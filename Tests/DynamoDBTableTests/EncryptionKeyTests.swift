// The key that is made with a table, and the ARN by which others know it.

import Testing

@Suite struct EncryptionKeyTests {
  private func template(_ config: String, region: String? = nil) throws -> ReadTemplate {
    let table = SynthesizedTable("partitionKey: { name: id, type: S }\n" + config, region: region)
    try #require(table.findings == [])
    return try table.template()
  }

  @Test func createdKeyIsKeptRotatesAndHasAnAlias() throws {
    let template = try template("kmsKey: { create: true }")
    let key = "/Resources/OrdersTableKey/"
    #expect(template[key + "DeletionPolicy"] == #""Retain""#)
    #expect(template[key + "Properties/EnableKeyRotation"] == "true")
    #expect(template[key + "Properties/MultiRegion"] == "")
    #expect(
      template["/Resources/OrdersTableKeyAlias/Properties"]
        == #"{"AliasName":"alias/shop-orders","TargetKeyId":{"Fn::GetAtt":["OrdersTableKey","Arn"]}}"#
    )
    #expect(
      template["/Resources/OrdersTable/Properties/SSESpecification"]
        == #"{"KMSMasterKeyId":{"Fn::GetAtt":["OrdersTableKey","Arn"]},"SSEEnabled":true,"#
        + #""SSEType":"KMS"}"#)
  }

  @Test func settingsOfTheKeyReachIt() throws {
    let template = try template(
      """
      kmsKey:
        create: true
        alias: alias/mine
        enableKeyRotation: true
        rotationPeriodInDays: 180
        pendingWindowInDays: 20
        multiRegion: true
        adminPrincipals: ["arn:${AWS::Partition}:iam::${AWS::AccountId}:role/keys"]
      """)
    let key = "/Resources/OrdersTableKey/Properties/"
    #expect(template[key + "RotationPeriodInDays"] == "180")
    #expect(template[key + "PendingWindowInDays"] == "20")
    #expect(template[key + "MultiRegion"] == "true")
    #expect(template["/Resources/OrdersTableKeyAlias/Properties/AliasName"] == #""alias/mine""#)
    let administration = key + "KeyPolicy/Statement/0/"
    #expect(
      template[administration + "Principal/AWS/1"]
        == #"{"Fn::Sub":"arn:${AWS::Partition}:iam::${AWS::AccountId}:role/keys"}"#)
    #expect(template[administration + "Action"].contains("kms:ReplicateKey"))
  }

  @Test func policyNamesActionsAndAdmitsUseThroughDynamoDBOnly() throws {
    let template = try template("kmsKey: { create: true }")
    let statements = "/Resources/OrdersTableKey/Properties/KeyPolicy/Statement/"
    let all = template["/Resources/OrdersTableKey/Properties/KeyPolicy"]
    #expect(!all.contains("kms:*"))
    #expect(template[statements + "0/Action"].contains("kms:PutKeyPolicy"))
    #expect(!template[statements + "0/Action"].contains("kms:Decrypt"))
    for position in 1...2 {
      let condition = template[statements + "\(position)/Condition"]
      #expect(condition.contains(#""StringLike":{"kms:ViaService":"dynamodb.*.amazonaws.com"}"#))
      #expect(
        condition.contains(#""StringEquals":{"kms:CallerAccount":{"Ref":"AWS::AccountId"}}"#))
    }
    #expect(
      template[statements + "3"]
        == #"{"Action":["kms:CreateGrant"],"Condition":{"Bool":{"kms:GrantIsForAWSResource":"false"}},"#
        + #""Effect":"Deny","Principal":"*","Resource":["*"],"Sid":"DenyGrantsToOthers"}"#)
  }

  @Test(arguments: [
    (
      "11111111-1111-1111-1111-111111111111",
      #"{"Fn::Sub":"arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/"#
        + #"11111111-1111-1111-1111-111111111111"}"#
    ),
    (
      "alias/theirs",
      #"{"Fn::Sub":"arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:alias/theirs"}"#
    ),
    (
      "arn:aws:kms:us-east-1:123456789012:key/11111111-1111-1111-1111-111111111111",
      #""arn:aws:kms:us-east-1:123456789012:key/11111111-1111-1111-1111-111111111111""#
    ),
  ])
  func givenKeyIsKnownByItsARN(name: String, expected: String) throws {
    let template = try template(
      """
      sseSpecification: { kmsMasterKeyId: "\(name)" }
      outputs: { kmsKeyArn: { key: TheKey } }
      """)
    #expect(template["/Outputs/TheKey/Value"] == expected)
    #expect(
      template["/Resources/OrdersTable/Properties/SSESpecification/KMSMasterKeyId"]
        == "\"\(name)\"")
    #expect(template.resources.filter { !$0.hasSuffix("Alarm") } == ["OrdersTable"])
  }
}
