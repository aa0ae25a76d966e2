// Hand-written templates: single faults in tables, and what looks like a fault and is none.

import Compiler

extension TemplateCase {
  private static let key = """
    AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
    KeySchema: [{ AttributeName: id, KeyType: HASH }]

    """
  private static let onDemand = "BillingMode: PAY_PER_REQUEST\n"

  static let all: [TemplateCase] =
    keyCases + indexCases + capacityCases + settingCases + globalCases + openCases

  private static let keyCases: [TemplateCase] = [
    TemplateCase(table: "a good table", key + onDemand),
    TemplateCase(table: "no key", "BillingMode: PAY_PER_REQUEST")
      .expecting("  Orders:", "CFN020"),
    TemplateCase(
      table: "a key that is not defined",
      onDemand + """
        AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
        KeySchema: [{ AttributeName: other, KeyType: HASH }] # => CFN020
        """),
    TemplateCase(
      table: "a definition that no key uses",
      onDemand + """
        AttributeDefinitions: # line
          - { AttributeName: id, AttributeType: S } # => CFN020
          - { AttributeName: state, AttributeType: S }
        KeySchema: [{ AttributeName: id, KeyType: HASH }]
        """),
    TemplateCase(
      table: "the sort key first",
      onDemand + """
        AttributeDefinitions: [{ AttributeName: id, AttributeType: S }, { AttributeName: at, AttributeType: N }]
        KeySchema: [{ AttributeName: at, KeyType: RANGE }, { AttributeName: id, KeyType: HASH }] # => CFN020
        """),
    TemplateCase(
      table: "an attribute of no type of DynamoDB's",
      onDemand + """
        AttributeDefinitions: [{ AttributeName: id, AttributeType: string }] # => CFN021
        KeySchema: [{ AttributeName: id, KeyType: HASH }]
        """),
    TemplateCase(table: "a short name", key + onDemand + "TableName: ab # => CFN020"),
    TemplateCase(table: "an illegal name", key + onDemand + "TableName: a table # => CFN020"),
  ]

  private static func index(_ kind: String, _ text: String) -> String {
    onDemand + """
      AttributeDefinitions:
        - { AttributeName: id, AttributeType: S }
        - { AttributeName: at, AttributeType: N }
        - { AttributeName: state, AttributeType: S }
      KeySchema: [{ AttributeName: id, KeyType: HASH }, { AttributeName: at, KeyType: RANGE }]
      \(kind)SecondaryIndexes:
      \(text)
      """
  }

  private static let indexCases: [TemplateCase] = [
    TemplateCase(
      table: "a good local index",
      index(
        "Local",
        """
          - IndexName: ByState
            KeySchema: [{ AttributeName: id, KeyType: HASH }, { AttributeName: state, KeyType: RANGE }]
            Projection: { ProjectionType: ALL }
        """)),
    TemplateCase(
      table: "a local index with another hash key",
      index(
        "Local",
        """
          - IndexName: ByState # => CFN020
            KeySchema: [{ AttributeName: state, KeyType: HASH }, { AttributeName: id, KeyType: RANGE }]
            Projection: { ProjectionType: ALL }
        """)),
    TemplateCase(
      table: "a local index without a sort key",
      index(
        "Local",
        """
          - IndexName: ByState # => CFN020
            KeySchema: [{ AttributeName: id, KeyType: HASH }]
            Projection: { ProjectionType: ALL }
        """
      ).replacing("  - { AttributeName: state, AttributeType: S }\n", with: "")),
    TemplateCase(
      table: "a local index of a table without a sort key",
      onDemand + """
        AttributeDefinitions: [{ AttributeName: id, AttributeType: S }, { AttributeName: at, AttributeType: N }]
        KeySchema: [{ AttributeName: id, KeyType: HASH }]
        LocalSecondaryIndexes:
          - IndexName: ByTime # => CFN020
            KeySchema: [{ AttributeName: id, KeyType: HASH }, { AttributeName: at, KeyType: RANGE }]
            Projection: { ProjectionType: ALL }
        """),
    TemplateCase(
      table: "a partial projection without attributes",
      index(
        "Global",
        """
          - IndexName: ByState # => CFN020
            KeySchema: [{ AttributeName: state, KeyType: HASH }]
            Projection: { ProjectionType: INCLUDE }
        """)),
    TemplateCase(
      table: "a whole projection with attributes",
      index(
        "Global",
        """
          - IndexName: ByState # => CFN020
            KeySchema: [{ AttributeName: state, KeyType: HASH }]
            Projection: { ProjectionType: ALL, NonKeyAttributes: [note] }
        """)),
    TemplateCase(
      table: "an index without a projection",
      index(
        "Global",
        """
          - IndexName: ByState # => CFN020
            KeySchema: [{ AttributeName: state, KeyType: HASH }]
        """)),
    TemplateCase(
      table: "two indexes of one name",
      index(
        "Global",
        """
          - IndexName: ByState # => CFN020
            KeySchema: [{ AttributeName: state, KeyType: HASH }]
            Projection: { ProjectionType: ALL }
          - IndexName: ByState
            KeySchema: [{ AttributeName: at, KeyType: HASH }]
            Projection: { ProjectionType: ALL }
        """)),
    TemplateCase(
      table: "twenty-one indexes",
      index(
        "Global",
        (1...21).map { number in
          """
            - IndexName: Index\(number)\(number == 1 ? " # => CFN020" : "")
              KeySchema: [{ AttributeName: state, KeyType: HASH }]
              Projection: { ProjectionType: ALL }
          """
        }.joined(separator: "\n"))),
    TemplateCase(
      table: "six local indexes",
      index(
        "Local",
        (1...6).map { number in
          """
            - IndexName: Index\(number)\(number == 1 ? " # => CFN020" : "")
              KeySchema: [{ AttributeName: id, KeyType: HASH }, { AttributeName: state, KeyType: RANGE }]
              Projection: { ProjectionType: ALL }
          """
        }.joined(separator: "\n"))),
    TemplateCase(
      table: "an empty list of indexes", key + onDemand + "GlobalSecondaryIndexes: []"
    )
    .expecting("  Orders:", "CFN020"),
  ]

  private static let capacityCases: [TemplateCase] = [
    TemplateCase(table: "a mode of another language", key + "BillingMode: ON_DEMAND # => CFN021"),
    TemplateCase(table: "no mode and no capacity", key)
      .expecting("      KeySchema:", "CFN020"),
    TemplateCase(
      table: "capacity on demand",
      key + onDemand + """
        ProvisionedThroughput:
          ReadCapacityUnits: 5 # => CFN020
          WriteCapacityUnits: 5
        """),
    TemplateCase(
      table: "a capacity of nothing",
      key + """
        ProvisionedThroughput:
          ReadCapacityUnits: 0 # => CFN020
          WriteCapacityUnits: 5
        """),
    TemplateCase(
      table: "an index without capacity of its own",
      """
      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
      ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 }
      GlobalSecondaryIndexes:
        - IndexName: Again # => CFN020
          KeySchema: [{ AttributeName: id, KeyType: HASH }]
          Projection: { ProjectionType: KEYS_ONLY }
      """),
    TemplateCase(
      table: "a bound beside capacity",
      key + """
        ProvisionedThroughput:
          ReadCapacityUnits: 5 # => CFN020
          WriteCapacityUnits: 5
        OnDemandThroughput: { MaxReadRequestUnits: 10 }
        """),
    TemplateCase(
      table: "a bound of nothing",
      key + onDemand + "OnDemandThroughput: { MaxReadRequestUnits: 0 } # => CFN021"),
    TemplateCase(
      table: "no bound, said so",
      key + onDemand + "OnDemandThroughput: { MaxReadRequestUnits: -1 }"),
    TemplateCase(
      table: "a cold warm capacity",
      key + onDemand + "WarmThroughput: { ReadUnitsPerSecond: 0 } # => CFN021"),
  ]

  private static let settingCases: [TemplateCase] = [
    TemplateCase(
      table: "a stream that is switched on",
      key + onDemand
        + "StreamSpecification: { StreamEnabled: true, StreamViewType: NEW_IMAGE } # => CFN021"),
    TemplateCase(
      table: "a stream of another view",
      key + onDemand + "StreamSpecification: { StreamViewType: NEW } # => CFN021"),
    TemplateCase(
      table: "expiry by nothing",
      key + onDemand + "TimeToLiveSpecification: { Enabled: true } # => CFN021"),
    TemplateCase(
      table: "forty days",
      key + onDemand + """
        PointInTimeRecoverySpecification:
          PointInTimeRecoveryEnabled: true
          RecoveryPeriodInDays: 40 # => CFN021
        """),
    TemplateCase(
      table: "days of a recovery that is off",
      key + onDemand + """
        PointInTimeRecoverySpecification:
          PointInTimeRecoveryEnabled: false
          RecoveryPeriodInDays: 7 # => CFN021
        """),
    TemplateCase(
      table: "a key while encryption is off",
      key + onDemand
        + "SSESpecification: { SSEEnabled: false, SSEType: KMS, KMSMasterKeyId: !Ref K } # => CFN021"
    ),
    TemplateCase(
      table: "a key without a type",
      key + onDemand + "SSESpecification: { SSEEnabled: true, KMSMasterKeyId: !Ref K } # => CFN021"),
    TemplateCase(
      table: "the type of the API alone",
      key + onDemand + "SSESpecification: { SSEEnabled: true, SSEType: AES256 } # => CFN021"),
    TemplateCase(table: "a class of none", key + onDemand + "TableClass: COLD # => CFN021"),
    TemplateCase(
      table: "a tag of AWS's",
      key + onDemand + "Tags: [{ Key: aws:owner, Value: me }] # => CFN021"),
    TemplateCase(
      table: "a tag twice",
      key + onDemand + "Tags: [{ Key: a, Value: b }, { Key: a, Value: c }] # => CFN021"),
    TemplateCase(
      table: "fifty-one tags",
      key + onDemand + "Tags: ["
        + (1...51).map { "{ Key: k\($0), Value: v }" }.joined(separator: ", ") + "] # => CFN021"),
  ]
}

extension TemplateCase {
  /// The line that begins so earns a code.
  func expecting(_ line: String, _ code: String) -> TemplateCase {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let marked = lines.map { $0.hasPrefix(line) ? "\($0) # => \(code)" : String($0) }
    return TemplateCase(testDescription, options: options, marked.joined(separator: "\n"))
  }
}
