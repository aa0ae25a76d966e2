// Tables of templates: functions worked out, conditions, parameters, and what is refused.

import Simulation
import TableModel
import Testing

@Suite struct TemplateLoaderTests {
  private func load(
    _ template: String, region: String = "us-east-1", _ parameters: [String: String] = [:]
  ) throws(LoadFault) -> [LoadedTable] {
    try TemplateLoader.tables(
      in: Array(template.utf8), named: "t.yaml",
      TemplateOptions(
        region: region, account: "123456789012", partition: "aws", stack: "app",
        parameters: parameters))
  }

  private static let keys = """
          AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
          KeySchema: [{AttributeName: id, KeyType: HASH}]
          BillingMode: PAY_PER_REQUEST
    """

  private func table(_ properties: String, more: String = "") -> String {
    """
    \(more)
    Resources:
      Orders:
        Type: AWS::DynamoDB::Table
        Properties:
    \(Self.keys)
    \(properties)
    """
  }

  /// Who owns a table is for its deployment to say: the table is there without.
  @Test func tagsMayBeLeftToTheDeployment() throws {
    let loaded = try load(
      table(
        "      Tags: [{Key: Owner, Value: !Ref Owner}, {Key: Team, Value: !Sub 'of ${Owner}!'}]",
        more: "Parameters: {Owner: {Type: String}}"))
    #expect(
      loaded.map(\.definition.tags) == [
        [TableTag("Owner", "Owner"), TableTag("Team", "of Owner!")]
      ])
    let given = try load(
      table(
        "      Tags: [{Key: Owner, Value: !Ref Owner}]",
        more: "Parameters: {Owner: {Type: String}}"), ["Owner": "us"])
    #expect(given.map(\.definition.tags) == [[TableTag("Owner", "us")]])
  }

  @Test(arguments: [
    "      TableClass: !Ref P", "      DeletionProtectionEnabled: !Ref P",
    "      GlobalSecondaryIndexes: [{IndexName: !Ref P, KeySchema: [], Projection: {}}]",
    "      TableName: !Sub 'a-${P}'", "      Tags: [{Key: !Ref P, Value: a}]",
  ])
  func whatATableNeedsIsAskedFor(_ property: String) {
    let fault = #expect(throws: LoadFault.self) {
      try load(table(property, more: "Parameters: {P: {Type: String}}"))
    }
    #expect(fault?.message.contains("the parameter `P` has no value") == true)
    #expect(fault?.help == "give it one: `--parameter P=VALUE`")
  }

  /// What a name becomes; the short forms and the long ones are the same.
  @Test(arguments: [
    ("orders", "orders"), ("!Ref Stage", "dev"), ("{Ref: Stage}", "dev"),
    ("!Sub '${Stage}-${AWS::Region}-${!x}'", "dev-us-east-1-${x}"),
    ("!Sub ['${a}-${Stage}', {a: !Ref AWS::AccountId}]", "123456789012-dev"),
    ("!Join ['-', [a, !Ref Stage, b]]", "a-dev-b"), ("{Fn::Join: ['', [a, b]]}", "ab"),
    ("!Select [1, !Split [',', 'x,y,z']]", "y"), ("!Select [0, !Ref Zones]", "a1"),
    ("!FindInMap [Names, !Ref Stage, table]", "mapped"),
    ("!If [IsDev, for-dev, for-prod]", "for-dev"),
    ("!If [IsEither, !If [IsBoth, both, either], none]", "either"),
    ("!Ref AWS::NoValue", "app-Orders"), ("!Ref AWS::StackName", "app"),
  ])
  func names(_ written: String, _ name: String) throws {
    let loaded = try load(
      table(
        "      TableName: \(written)",
        more: """
          Parameters:
            Stage: {Type: String, Default: dev}
            Zones: {Type: CommaDelimitedList, Default: 'a1, b2'}
          Mappings:
            Names: {dev: {table: mapped}}
          Conditions:
            IsDev: !Equals [!Ref Stage, dev]
            IsProd: !Not [!Condition IsDev]
            IsBoth: !And [!Condition IsDev, !Condition IsProd]
            IsEither: !Or [!Condition IsProd, !Condition IsDev]
          """))
    #expect(loaded.map(\.definition.tableName) == [name])
  }

  @Test func takesParameters() throws {
    let text = table(
      "      TableName: !Ref Name", more: "Parameters: {Name: {Type: String}}")
    #expect(try load(text, ["Name": "given"]).map(\.definition.tableName) == ["given"])
  }

  @Test func readsEveryProperty() throws {
    let loaded = try load(
      """
      Resources:
        Other: {Type: AWS::S3::Bucket}
        Orders:
          Type: AWS::DynamoDB::Table
          Properties:
            AttributeDefinitions:
              - {AttributeName: id, AttributeType: S}
              - {AttributeName: at, AttributeType: N}
              - {AttributeName: kind, AttributeType: B}
            KeySchema:
              - {AttributeName: id, KeyType: HASH}
              - {AttributeName: at, KeyType: RANGE}
            ProvisionedThroughput: {ReadCapacityUnits: "5", WriteCapacityUnits: 6}
            GlobalSecondaryIndexes:
              - IndexName: by-kind
                KeySchema: [{AttributeName: kind, KeyType: HASH}]
                Projection: {ProjectionType: INCLUDE, NonKeyAttributes: [a, b]}
                ProvisionedThroughput: {ReadCapacityUnits: 1, WriteCapacityUnits: 2}
            StreamSpecification: {StreamViewType: NEW_IMAGE}
            SSESpecification: {SSEEnabled: true, SSEType: KMS, KMSMasterKeyId: !GetAtt Key.Arn}
            TimeToLiveSpecification: {AttributeName: until, Enabled: "true"}
            PointInTimeRecoverySpecification:
              {PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 7}
            DeletionProtectionEnabled: true
            TableClass: STANDARD_INFREQUENT_ACCESS
            Tags: [{Key: team, Value: a}]
        Key: {Type: AWS::KMS::Key}
      """)
    let table = try #require(loaded.first)
    #expect(loaded.count == 1)
    #expect(table.definition.tableName == "app-Orders")
    #expect(table.definition.keySchema.map(\.attributeName) == ["id", "at"])
    #expect(table.definition.type(of: "kind") == .binary)
    #expect(table.definition.provisionedThroughput == Throughput(read: 5, write: 6))
    #expect(
      table.definition.globalSecondaryIndexes == [
        SecondaryIndex(
          "by-kind", [KeyElement("kind", .hash)],
          Projection(.include, nonKeyAttributes: ["a", "b"]),
          provisionedThroughput: Throughput(read: 1, write: 2))
      ])
    #expect(
      table.definition.streamSpecification
        == StreamSpecification(enabled: true, viewType: .newImage))
    #expect(
      table.definition.encryption
        == EncryptionSpecification(
          enabled: true, sseType: .keyService,
          keyID: "arn:aws:kms:us-east-1:123456789012:key/app-Key"))
    #expect(table.timeToLive == TimeToLive(attributeName: "until", enabled: true))
    #expect(table.recovery == LoadedTable.Recovery(isEnabled: true, days: 7))
    #expect(table.definition.deletionProtectionEnabled == true)
    #expect(table.definition.tableClass == .infrequentAccess)
    #expect(table.definition.tags == [TableTag("team", "a")])
  }

  @Test func readsGlobalTables() throws {
    let text = """
      Resources:
        Orders:
          Type: AWS::DynamoDB::GlobalTable
          Properties:
            AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
            KeySchema: [{AttributeName: id, KeyType: HASH}]
            WriteProvisionedThroughputSettings:
              WriteCapacityAutoScalingSettings: {MinCapacity: 3, MaxCapacity: 9}
            Replicas:
              - Region: us-east-1
                Tags: [{Key: here, Value: "1"}]
                ReadProvisionedThroughputSettings: {ReadCapacityUnits: 4}
              - {Region: us-west-2}
      """
    let table = try #require(try load(text).first)
    #expect(table.definition.provisionedThroughput == Throughput(read: 4, write: 3))
    #expect(table.replicaRegions == ["us-west-2"])
    #expect(table.definition.tags == [TableTag("here", "1")])
    let fault = #expect(throws: LoadFault.self) { try load(text, region: "eu-west-1") }
    #expect(fault?.message == "t.yaml:5:7: none of the replicas is in eu-west-1")
  }

  @Test func leavesOutWhatItsConditionDoesNotWant() throws {
    let text = table("", more: "Conditions: {Never: !Equals [a, b]}")
      .replacing("    Type: AWS", with: "    Condition: Never\n    Type: AWS")
    #expect(try load(text).isEmpty)
  }

  @Test(arguments: [
    ("a: b", "t.yaml:1:1: this is no CloudFormation template"),
    ("a: [", "t.yaml:1:5: "),
    ("Resources: {T: {Type: AWS::DynamoDB::Table}}", "the table `T` has no properties"),
    (
      "Resources: {T: {Type: AWS::DynamoDB::Table, Properties: {Colour: red}}}",
      "t.yaml:1:66: the table `T` has no property `Colour`"
    ),
    (
      "Resources: {T: {Type: AWS::DynamoDB::Table, Properties: {TableName: !Ref Nobody}}}",
      "`Nobody` is neither a parameter nor a resource"
    ),
    (
      "Resources: {T: {Type: AWS::DynamoDB::Table, Properties: {TableName: !ImportValue x}}}",
      "what `Fn::ImportValue` gives is not known here"
    ),
    (
      "Resources: {T: {Type: AWS::DynamoDB::Table, Properties: {KeySchema: [{AttributeName: a, "
        + "KeyType: SORT}]}}}", "`SORT` is no KeyType"
    ),
    (
      "Conditions: {A: !Condition A}\nResources: {T: {Type: AWS::DynamoDB::Table, Condition: A}}",
      "this condition nests too deeply"
    ),
    (
      "Parameters: {P: {Type: String}}\n"
        + "Resources: {T: {Type: AWS::DynamoDB::Table, Properties: {TableName: !Ref P}}}",
      "the parameter `P` has no value"
    ),
  ])
  func refuses(_ template: String, _ message: String) {
    let fault = #expect(throws: LoadFault.self) { try load(template) }
    #expect(fault?.message.contains(message) == true, "\(fault?.message ?? "")")
    #expect(fault?.help.isEmpty == false)
  }
}
