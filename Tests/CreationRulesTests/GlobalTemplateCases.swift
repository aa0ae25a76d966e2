// Hand-written templates: tables in several regions, and what parameters and conditions decide.

import Compiler

extension TemplateCase {
  private static let key = """
    AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
    KeySchema: [{ AttributeName: id, KeyType: HASH }]

    """
  private static let replicas = "Replicas: [{ Region: us-east-1 }, { Region: us-west-2 }]"
  private static let onDemand = "BillingMode: PAY_PER_REQUEST\n"
  private static let stream = "StreamSpecification: { StreamViewType: NEW_AND_OLD_IMAGES }\n"
  private static let good = key + onDemand + stream

  static let globalCases: [TemplateCase] = [
    TemplateCase(globalTable: "good", good + replicas),
    TemplateCase(globalTable: "no stream", key + onDemand + replicas + " # => CFN022"),
    TemplateCase(
      globalTable: "one replica without a stream",
      key + onDemand + "Replicas: [{ Region: us-east-1 }]"),
    TemplateCase(
      globalTable: "a stream of half the images",
      key + onDemand + """
        StreamSpecification: { StreamViewType: NEW_IMAGE } # => CFN022
        \(replicas)
        """),
    TemplateCase(globalTable: "no replica", good + "Replicas: []").expecting(
      "  Orders:", "CFN022"),
    TemplateCase(
      globalTable: "a region twice",
      good + "Replicas: [{ Region: us-east-1 }, { Region: us-east-1 }] # => CFN022"),
    TemplateCase(
      globalTable: "a region of none",
      good + "Replicas: [{ Region: us-east-1 }, { Region: us-east-9 }] # => CFN022"),
    TemplateCase(
      globalTable: "no write settings",
      key + "BillingMode: PROVISIONED # => CFN022\n" + stream + replicas),
    TemplateCase(
      globalTable: "capacity of a table",
      good + "ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 } # => CFN022\n"
        + replicas),
    TemplateCase(
      globalTable: "recovery of a table",
      good + "PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } # => CFN022\n"
        + replicas),
    TemplateCase(
      globalTable: "a key in one replica only",
      good + """
        SSESpecification: { SSEEnabled: true, SSEType: KMS }
        Replicas:
          - { Region: us-east-1, SSESpecification: { KMSMasterKeyId: alias/orders } }
          - { Region: us-west-2 } # => CFN022
        """),
    TemplateCase(
      globalTable: "a key of another region",
      good + """
        SSESpecification: { SSEEnabled: true, SSEType: KMS }
        Replicas:
          - { Region: us-east-1, SSESpecification: { KMSMasterKeyId: alias/orders } }
          - Region: us-west-2
            SSESpecification:
              KMSMasterKeyId: !Sub arn:${AWS::Partition}:kms:us-east-1:${AWS::AccountId}:alias/o # => CFN022
        """),
    TemplateCase(
      globalTable: "keys of replicas alone",
      good + """
        Replicas:
          - { Region: us-east-1, SSESpecification: { KMSMasterKeyId: alias/orders } } # => CFN022
          - { Region: us-west-2, SSESpecification: { KMSMasterKeyId: alias/orders } }
        """),
    TemplateCase(
      globalTable: "strong in two regions",
      good + "MultiRegionConsistency: STRONG # => CFN022\n" + replicas),
    TemplateCase(
      globalTable: "strong, and items expire",
      good + """
        MultiRegionConsistency: STRONG # => CFN022
        TimeToLiveSpecification: { Enabled: true, AttributeName: ttl }
        Replicas: [{ Region: us-east-1 }, { Region: us-east-2 }, { Region: us-west-2 }]
        """),
    TemplateCase(
      globalTable: "strong around the world",
      good + """
        MultiRegionConsistency: STRONG
        Replicas: [{ Region: us-east-1 }, { Region: eu-west-1 }, { Region: us-west-2 }] # => CFN022
        """),
    TemplateCase(
      globalTable: "a definition that no key uses",
      onDemand + stream + """
        AttributeDefinitions: [{ AttributeName: id, AttributeType: S }, { AttributeName: b, AttributeType: S }] # => CFN020
        KeySchema: [{ AttributeName: id, KeyType: HASH }]
        \(replicas)
        """),
    TemplateCase(
      "the stack's own region is absent", options: CompileOptions(region: "eu-west-1"),
      TemplateCase(globalTable: "", good + replicas + " # => CFN022").text),
  ]

  /// What only the deployment decides is not judged; what it has decided is.
  static let openCases: [TemplateCase] = [
    TemplateCase("a mode that a parameter names", parameterised(default: nil)),
    TemplateCase(
      "a mode that a default decides",
      parameterised(default: "PROVISIONED").replacing("# mode", with: "# => CFN020")),
    TemplateCase(
      "a mode that the deployment said",
      options: CompileOptions(parameters: ["Mode": "PAY_PER_REQUEST"]),
      parameterised(default: "PROVISIONED")),
    TemplateCase(
      "an index that a condition leaves out", conditional(false)),
    TemplateCase(
      "an index that a condition brings",
      conditional(true).replacing("# index", with: "# => CFN020")),
    TemplateCase(
      "a table that a condition leaves out",
      """
      Parameters: { Stage: { Type: String, Default: dev } }
      Conditions: { IsProduction: !Equals [!Ref Stage, prod] }
      Resources:
        Orders:
          Type: AWS::DynamoDB::Table
          Condition: IsProduction
          Properties: { BillingMode: ON_DEMAND }
      """),
    TemplateCase(
      "as JSON",
      """
      { "Resources": { "Orders": { "Type": "AWS::DynamoDB::Table", "Properties": {
        "AttributeDefinitions": [{ "AttributeName": "id", "AttributeType": "S" }],
        "KeySchema": [{ "AttributeName": "id", "KeyType": "HASH" }],
        "BillingMode": { "Fn::If": ["Never", "x", "ON_DEMAND"] } } } } }
      """),
    TemplateCase(
      "names from maps and imports",
      """
      Mappings: { Names: { us-east-1: { orders: o } } }
      Resources:
        Orders:
          Type: AWS::DynamoDB::Table
          Properties:
            TableName: !FindInMap [Names, !Ref AWS::Region, orders]
            BillingMode: PAY_PER_REQUEST
            AttributeDefinitions: !ImportValue definitions
            KeySchema: [{ AttributeName: id, KeyType: HASH }]
      """),
  ]

  private static func parameterised(default value: String?) -> String {
    """
    Parameters:
      Mode: { Type: String\(value.map { ", Default: \($0)" } ?? "") }
    Resources:
      Orders:
        Type: AWS::DynamoDB::Table
        Properties:
          AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
          KeySchema: [{ AttributeName: id, KeyType: HASH }]
          BillingMode: !Ref Mode # mode
    """
  }

  private static func conditional(_ isWanted: Bool) -> String {
    """
    Parameters: { Stage: { Type: String, Default: \(isWanted ? "prod" : "dev") } }
    Conditions:
      IsProduction: !Equals [!Ref Stage, prod]
    Resources:
      Orders:
        Type: AWS::DynamoDB::Table
        Properties:
          BillingMode: PAY_PER_REQUEST
          AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
          KeySchema: [{ AttributeName: id, KeyType: HASH }]
          GlobalSecondaryIndexes:
            - !If
              - IsProduction
              - IndexName: Again # index
                KeySchema: [{ AttributeName: id, KeyType: HASH }]
                Projection: { ProjectionType: INCLUDE }
              - !Ref AWS::NoValue
            - IndexName: Other
              KeySchema: [{ AttributeName: id, KeyType: HASH }]
              Projection: { ProjectionType: ALL }
    """
  }
}
