// What the settings of a table of one region become.

import Testing

@Suite struct TableSynthesisTests {
  /// A configuration, and properties of the table that must come of it.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let config: String
    let expected: [String: String]

    init(_ name: String, _ config: String, _ expected: [String: String]) {
      testDescription = name
      self.config = config
      self.expected = expected
    }
  }

  @Test(arguments: capacity + records + sources)
  func settingBecomesProperty(_ example: Case) throws {
    let table = SynthesizedTable("partitionKey: { name: id, type: S }\n" + example.config)
    try #require(table.findings == [])
    let template = try table.template()
    for (pointer, value) in example.expected {
      #expect(template["/Resources/OrdersTable/Properties/" + pointer] == value, "\(pointer)")
    }
  }

  static let capacity = [
    Case(
      "caps of on-demand billing", "onDemandThroughput: { maxReadRequestUnits: 9 }",
      ["OnDemandThroughput": #"{"MaxReadRequestUnits":9}"#, "ProvisionedThroughput": ""]),
    Case(
      "warm throughput", "warmThroughput: { readUnitsPerSecond: 13000, writeUnitsPerSecond: 5000 }",
      ["WarmThroughput": #"{"ReadUnitsPerSecond":13000,"WriteUnitsPerSecond":5000}"#]),
    Case(
      "scaling supplies the number that is missing",
      """
      billingMode: PROVISIONED
      provisionedThroughput: { writeCapacityUnits: 7 }
      autoScaling: { readCapacity: { minCapacity: 5, maxCapacity: 50 } }
      """,
      ["ProvisionedThroughput": #"{"ReadCapacityUnits":5,"WriteCapacityUnits":7}"#]),
    Case(
      "an index has its own caps, and several key attributes of each kind",
      """
      globalSecondaryIndexes:
        - indexName: ByTenant
          keySchema:
            - { attributeName: tenant, keyType: HASH }
            - { attributeName: id, keyType: HASH }
            - { attributeName: day, keyType: RANGE }
          onDemandThroughput: { maxWriteRequestUnits: 4 }
          warmThroughput: { readUnitsPerSecond: 12000 }
      attributeDefinitions:
        - { attributeName: tenant, attributeType: S }
        - { attributeName: day, attributeType: N }
      """,
      [
        "GlobalSecondaryIndexes/0/KeySchema":
          #"[{"AttributeName":"tenant","KeyType":"HASH"},{"AttributeName":"id","KeyType":"HASH"},"#
          + #"{"AttributeName":"day","KeyType":"RANGE"}]"#,
        "GlobalSecondaryIndexes/0/OnDemandThroughput": #"{"MaxWriteRequestUnits":4}"#,
        "GlobalSecondaryIndexes/0/WarmThroughput": #"{"ReadUnitsPerSecond":12000}"#,
      ]),
  ]

  static let records = [
    Case(
      "insights of the table hold for an index that says nothing",
      """
      contributorInsightsSpecification: { enabled: true, mode: THROTTLED_KEYS }
      globalSecondaryIndexes:
        - { indexName: ByDay, partitionKey: { name: day, type: N } }
        - indexName: ByHour
          partitionKey: { name: hour, type: N }
          contributorInsightsSpecification: { enabled: false }
      """,
      [
        "ContributorInsightsSpecification": #"{"Enabled":true,"Mode":"THROTTLED_KEYS"}"#,
        "GlobalSecondaryIndexes/0/ContributorInsightsSpecification":
          #"{"Enabled":true,"Mode":"THROTTLED_KEYS"}"#,
        "GlobalSecondaryIndexes/1/ContributorInsightsSpecification": #"{"Enabled":false}"#,
      ]),
    Case(
      "nobody asks for insights",
      "globalSecondaryIndexes: [{ indexName: ByDay, partitionKey: { name: day, type: N } }]",
      [
        "ContributorInsightsSpecification": "",
        "GlobalSecondaryIndexes/0/ContributorInsightsSpecification": "",
      ]),
    Case(
      "a data stream tells microseconds unless somebody says otherwise",
      """
      kinesisStreamSpecification:
        streamArn: "arn:${AWS::Partition}:kinesis:${AWS::Region}:${AWS::AccountId}:stream/x"
      """,
      [
        "KinesisStreamSpecification":
          #"{"ApproximateCreationDateTimePrecision":"MICROSECOND","StreamArn":{"Fn::Sub":"#
          + #""arn:${AWS::Partition}:kinesis:${AWS::Region}:${AWS::AccountId}:stream/x"}}"#
      ]),
    Case(
      "a policy stands as it was written",
      """
      resourcePolicy:
        Statement: { Effect: Deny, Principal: "*", Action: "dynamodb:*", Resource: "*" }
      """,
      [
        "ResourcePolicy/PolicyDocument":
          #"{"Statement":{"Action":"dynamodb:*","Effect":"Deny","Principal":"*","Resource":"*"}}"#
      ]),
    Case(
      "a stream has a policy of its own",
      """
      streamSpecification:
        streamViewType: KEYS_ONLY
        resourcePolicy:
          Statement: { Effect: Deny, Principal: "*", Action: "dynamodb:*", Resource: "*" }
      """,
      [
        "StreamSpecification/StreamViewType": #""KEYS_ONLY""#,
        "StreamSpecification/ResourcePolicy/PolicyDocument/Statement/Effect": #""Deny""#,
      ]),
  ]

  static let sources = [
    Case(
      "an import of comma-separated values",
      """
      importSourceSpecification:
        s3BucketSource: { s3Bucket: my-bucket, s3KeyPrefix: a/, s3BucketOwner: "123456789012" }
        inputFormat: CSV
        inputFormatOptions: { csv: { delimiter: ";", headerList: [id, b] } }
        inputCompressionType: GZIP
      """,
      [
        "ImportSourceSpecification":
          #"{"InputCompressionType":"GZIP","InputFormat":"CSV","InputFormatOptions":"#
          + #"{"Csv":{"Delimiter":";","HeaderList":["id","b"]}},"S3BucketSource":"#
          + #"{"S3Bucket":"my-bucket","S3BucketOwner":"123456789012","S3KeyPrefix":"a/"}}"#
      ])
  ]

  @Test func trailSaysWhyAnIndexHasInsights() throws {
    let table = SynthesizedTable(
      """
      partitionKey: { name: id, type: S }
      contributorInsightsSpecification: { enabled: true }
      globalSecondaryIndexes: [{ indexName: ByDay, partitionKey: { name: day, type: N } }]
      """)
    let trail = try ReadTemplate(Array(table.text("trail.json").utf8))
    let entries = trail["shop.template.json"]
    let pointer =
      "/Resources/OrdersTable/Properties/GlobalSecondaryIndexes/0"
      + "/ContributorInsightsSpecification/Enabled"
    #expect(entries.contains(#""\#(pointer)":{"from":"derived","note":"the nearest word counts"#))
  }
}
