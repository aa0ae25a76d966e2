// What a table of several regions becomes: the table, its replicas, and the companions of regions.

import Testing

@Suite struct GlobalTableSynthesisTests {
  private static let replicas = "/Resources/OrdersTable/Properties/Replicas/"

  private func table(_ config: String, region: String = "us-east-1") throws -> SynthesizedTable {
    let table = SynthesizedTable("partitionKey: { name: id, type: S }\n" + config, region: region)
    try #require(table.findings == [])
    return table
  }

  @Test func stackRegionIsFirstAndTheTableSpeaksForAll() throws {
    let template = try table(
      """
      deletionProtectionEnabled: true
      tableClass: STANDARD
      tags: { a: b }
      onDemandThroughput: { maxReadRequestUnits: 100, maxWriteRequestUnits: 50 }
      globalTables: { regions: [us-west-2, us-east-1] }
      """
    ).template()
    #expect(template["/Resources/OrdersTable/Type"] == #""AWS::DynamoDB::GlobalTable""#)
    for (position, region) in ["us-east-1", "us-west-2"].enumerated() {
      #expect(
        template[GlobalTableSynthesisTests.replicas + "\(position)"]
          == #"{"DeletionProtectionEnabled":true,"PointInTimeRecoverySpecification":"#
          + #"{"PointInTimeRecoveryEnabled":true,"RecoveryPeriodInDays":35},"#
          + #""ReadOnDemandThroughputSettings":{"MaxReadRequestUnits":100},"#
          + #""Region":"\#(region)","TableClass":"STANDARD","Tags":[{"Key":"a","Value":"b"}]}"#)
    }
    let properties = "/Resources/OrdersTable/Properties/"
    #expect(
      template[properties + "WriteOnDemandThroughputSettings"] == #"{"MaxWriteRequestUnits":50}"#)
    #expect(
      template[properties + "StreamSpecification"] == #"{"StreamViewType":"NEW_AND_OLD_IMAGES"}"#)
    for absent in ["Tags", "TableClass", "DeletionProtectionEnabled", "OnDemandThroughput"] {
      #expect(template[properties + absent] == "")
    }
    #expect(template["/Parameters"] == "")
  }

  @Test func replicaSaysWhatIsItsOwn() throws {
    let template = try table(
      """
      deletionProtectionEnabled: true
      contributorInsightsSpecification: { enabled: true }
      tags: { a: b, c: d }
      globalSecondaryIndexes: [{ indexName: ByDay, partitionKey: { name: day, type: N } }]
      globalTables:
        replicationGroup:
          - region: us-east-1
          - region: us-west-2
            deletionProtectionEnabled: false
            recoveryPeriodInDays: 7
            tableClass: STANDARD_INFREQUENT_ACCESS
            maxReadRequestUnits: 20
            tags: { a: e }
            globalSecondaryIndexes:
              - indexName: ByDay
                contributorInsightsSpecification: { enabled: false }
                maxReadRequestUnits: 5
      """
    ).template()
    #expect(
      template[GlobalTableSynthesisTests.replicas + "1"]
        == #"{"ContributorInsightsSpecification":{"Enabled":true},"#
        + #""DeletionProtectionEnabled":false,"#
        + #""GlobalSecondaryIndexes":[{"ContributorInsightsSpecification":{"Enabled":false},"#
        + #""IndexName":"ByDay","ReadOnDemandThroughputSettings":{"MaxReadRequestUnits":5}}],"#
        + #""PointInTimeRecoverySpecification":{"PointInTimeRecoveryEnabled":true,"#
        + #""RecoveryPeriodInDays":7},"#
        + #""ReadOnDemandThroughputSettings":{"MaxReadRequestUnits":20},"Region":"us-west-2","#
        + #""TableClass":"STANDARD_INFREQUENT_ACCESS","#
        + #""Tags":[{"Key":"a","Value":"e"},{"Key":"c","Value":"d"}]}"#)
  }

  @Test func provisionedTableCarriesItsScaling() throws {
    let template = try table(
      """
      billingMode: PROVISIONED
      provisionedThroughput: { readCapacityUnits: 4, writeCapacityUnits: 1 }
      autoScaling: { writeCapacity: { minCapacity: 5, maxCapacity: 50 } }
      globalTables:
        replicationGroup:
          - region: us-gov-west-1
            readCapacity: { minCapacity: 1, maxCapacity: 3 }
          - region: us-gov-east-1
            globalSecondaryIndexes: [{ indexName: ByDay, readCapacity: 9 }]
      globalSecondaryIndexes:
        - indexName: ByDay
          partitionKey: { name: day, type: N }
          provisionedThroughput: { readCapacityUnits: 4 }
          autoScaling: { writeCapacity: { minCapacity: 5, maxCapacity: 50, seedCapacity: 6 } }
      """, region: "us-gov-west-1"
    ).template()
    let tracking =
      #""TargetTrackingScalingPolicyConfiguration":{"ScaleInCooldown":60,"ScaleOutCooldown":60,"#
      + #""TargetValue":70}"#
    let properties = "/Resources/OrdersTable/Properties/"
    let writes = "WriteProvisionedThroughputSettings/WriteCapacityAutoScalingSettings"
    // The table starts with what was provisioned, moved within the limits.
    #expect(
      template[properties + writes]
        == #"{"MaxCapacity":50,"MinCapacity":5,"SeedCapacity":5,\#(tracking)}"#)
    #expect(
      template[properties + "GlobalSecondaryIndexes/0/" + writes]
        == #"{"MaxCapacity":50,"MinCapacity":5,"SeedCapacity":6,\#(tracking)}"#)
    #expect(template[properties + "ProvisionedThroughput"] == "")
    let reads = "ReadProvisionedThroughputSettings"
    let replicas = GlobalTableSynthesisTests.replicas
    #expect(
      template[replicas + "0/" + reads]
        == #"{"ReadCapacityAutoScalingSettings":{"MaxCapacity":3,"MinCapacity":1,\#(tracking)}}"#)
    #expect(template[replicas + "1/" + reads] == #"{"ReadCapacityUnits":4}"#)
    #expect(
      template[replicas + "0/GlobalSecondaryIndexes/0/" + reads] == #"{"ReadCapacityUnits":4}"#)
    #expect(
      template[replicas + "1/GlobalSecondaryIndexes/0/" + reads] == #"{"ReadCapacityUnits":9}"#)
    #expect(template.resources.filter { $0.contains("Scaling") } == [])
  }

  @Test func consistencyAndWitnessStandAtTheTop() throws {
    let template = try table(
      """
      globalTables:
        { regions: [us-east-1, us-east-2], witnessRegion: us-west-2, consistency: STRONG }
      """
    ).template()
    let properties = "/Resources/OrdersTable/Properties/"
    #expect(template[properties + "MultiRegionConsistency"] == #""STRONG""#)
    #expect(template[properties + "GlobalTableWitnesses"] == #"[{"Region":"us-west-2"}]"#)
  }

  @Test func companionMakesTheKeyThatTheReplicaNames() throws {
    let table = try table(
      """
      kmsKey: { create: true, alias: "alias/orders-${AWS::Region}" }
      tags: { a: b, stack: "${AWS::StackName}" }
      globalTables: { regions: [us-east-1, us-west-2] }
      """)
    let template = try table.template()
    let replicas = GlobalTableSynthesisTests.replicas
    #expect(
      template[replicas + "0/SSESpecification/KMSMasterKeyId"]
        == #"{"Fn::GetAtt":["OrdersTableKey","Arn"]}"#)
    #expect(
      template[replicas + "1/SSESpecification/KMSMasterKeyId"]
        == #"{"Fn::Sub":"arn:${AWS::Partition}:kms:us-west-2:${AWS::AccountId}:"#
        + #"alias/orders-us-west-2"}"#)
    #expect(
      template["/Resources/OrdersTable/Properties/SSESpecification"]
        == #"{"SSEEnabled":true,"SSEType":"KMS"}"#)
    let companion = try table.template("shop.us-west-2.template.json")
    #expect(companion.resources == ["OrdersTableKey", "OrdersTableKeyAlias"])
    #expect(
      companion["/Resources/OrdersTableKeyAlias/Properties/AliasName"]
        == #"{"Fn::Sub":"alias/orders-${AWS::Region}"}"#)
    // The stack's name is not the companion's.
    #expect(
      companion["/Resources/OrdersTableKey/Properties/Tags"] == #"[{"Key":"a","Value":"b"}]"#)
    #expect(
      companion["/Resources/OrdersTableKey/Properties/KeyPolicy"]
        == template["/Resources/OrdersTableKey/Properties/KeyPolicy"])
  }

  @Test func keysOfReplicasAreNamedWithoutCompanions() throws {
    let key = "11111111-1111-1111-1111-111111111111"
    let east = "arn:aws:kms:us-east-1:123456789012:key/" + key
    let table = try table(
      """
      outputs: { kmsKeyArn: { key: TheKey } }
      globalTables:
        replicationGroup:
          - { region: us-west-2, kmsKeyId: "arn:aws:kms:us-west-2:123456789012:key/\(key)" }
          - { region: us-east-1, kmsKeyId: "\(east)" }
      """)
    let template = try table.template()
    #expect(template["/Outputs/TheKey/Value"] == "\"\(east)\"")
    #expect(
      template[GlobalTableSynthesisTests.replicas + "0/SSESpecification"]
        == #"{"KMSMasterKeyId":"\#(east)"}"#)
    #expect(template.resources.filter { !$0.hasSuffix("Alarm") } == ["OrdersTable"])
    let manifest = try ReadTemplate(Array(table.text("manifest.json").utf8))
    #expect(manifest["/steps/1"] == "")
  }

  @Test func policyOfADistantReplicaWaitsForTheSecondPhase() throws {
    let table = try table(
      """
      resourcePolicy:
        Statement:
          - Effect: Deny
            Principal: "*"
            Action: "dynamodb:DeleteTable"
            Resource: "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders"
      globalTables: { regions: [us-east-1, us-west-2] }
      """)
    let template = try table.template()
    let replicas = GlobalTableSynthesisTests.replicas
    let resource = "PolicyDocument/Statement/0/Resource"
    #expect(
      template[replicas + "0/ResourcePolicy/" + resource]
        == #""arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders""#)
    let distant = replicas + "1/ResourcePolicy/Fn::If/"
    #expect(template[distant + "0"] == #""IsComplete""#)
    #expect(
      template[distant + "1/" + resource]
        == #""arn:aws:dynamodb:us-west-2:123456789012:table/shop-orders""#)
    #expect(template[distant + "2"] == #"{"Ref":"AWS::NoValue"}"#)
    #expect(template["/Conditions/IsComplete"] == #"{"Fn::Equals":[{"Ref":"Phase"},"complete"]}"#)
    let manifest = try ReadTemplate(Array(table.text("manifest.json").utf8))
    #expect(manifest["/steps/0/parameters/Phase/value"] == #""create""#)
    #expect(manifest["/steps/1/parameters/Phase/value"] == #""complete""#)
  }

  /// An ARN of DynamoDB is that of the replica; the name in it, and ARNs of others, are not.
  @Test func inheritedPolicyIsAboutTheReplica() throws {
    let template = try table(
      """
      tableName: "orders-${AWS::Region}"
      resourcePolicy:
        Statement:
          - Effect: Deny
            Principal: "*"
            Action: "dynamodb:DeleteTable"
            Resource: >-
              arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/orders-${AWS::Region}
            Condition:
              StringNotEquals: { "aws:RequestedRegion": "${AWS::Region}" }
              ArnNotEquals:
                "aws:SourceArn": >-
                  arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:x
      globalTables: { regions: [us-east-1, us-west-2] }
      """
    ).template()
    let statement =
      GlobalTableSynthesisTests.replicas
      + "1/ResourcePolicy/Fn::If/1/PolicyDocument/Statement/0/"
    #expect(
      template[statement + "Resource"]
        == #"{"Fn::Sub":"arn:${AWS::Partition}:dynamodb:us-west-2:${AWS::AccountId}:"#
        + #"table/orders-${AWS::Region}"}"#)
    #expect(
      template[statement + "Condition"]
        == #"{"ArnNotEquals":{"aws:SourceArn":{"Fn::Sub":"arn:${AWS::Partition}:lambda:"#
        + #"${AWS::Region}:${AWS::AccountId}:function:x"}},"StringNotEquals":"#
        + #"{"aws:RequestedRegion":"us-west-2"}}"#)
  }

  /// What every replica replaces is no setting that got lost.
  @Test func everyReplicaMaySayItAll() throws {
    let own = ["us-east-1", "us-west-2"].map { region in
      """
          - region: \(region)
            kinesisStreamSpecification:
              streamArn: "arn:aws:kinesis:\(region):123456789012:stream/own"
            resourcePolicy:
              Statement: { Effect: Deny, Principal: "*", Action: "dynamodb:*", Resource: "*" }
            tags: { a: c }
            readCapacity: 4
            globalSecondaryIndexes: [{ indexName: ByDay, readCapacity: 3 }]
      """
    }.joined(separator: "\n")
    let template = try table(
      """
      billingMode: PROVISIONED
      provisionedThroughput: { readCapacityUnits: 9 }
      autoScaling:
        readCapacity: { minCapacity: 5, maxCapacity: 50 }
        writeCapacity: { minCapacity: 5, maxCapacity: 50 }
      kinesisStreamSpecification:
        streamArn: "arn:${AWS::Partition}:kinesis:${AWS::Region}:${AWS::AccountId}:stream/x"
      resourcePolicy:
        Statement: { Effect: Deny, Principal: "*", Action: "dynamodb:GetItem", Resource: "*" }
      tags: { a: b }
      globalSecondaryIndexes:
        - indexName: ByDay
          partitionKey: { name: day, type: N }
          provisionedThroughput: { readCapacityUnits: 9 }
          autoScaling: { writeCapacity: { minCapacity: 5, maxCapacity: 50 } }
      globalTables:
        replicationGroup:
      \(own)
      """
    ).template()
    for position in 0...1 {
      let replica = GlobalTableSynthesisTests.replicas + "\(position)/"
      #expect(
        template[replica + "ReadProvisionedThroughputSettings"] == #"{"ReadCapacityUnits":4}"#)
      #expect(template[replica + "Tags"] == #"[{"Key":"a","Value":"c"}]"#)
      #expect(template[replica + "KinesisStreamSpecification/StreamArn"].contains("stream/own"))
    }
  }
}
