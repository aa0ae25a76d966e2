// The template that one of the documents shows by hand: ours for its spec holds all of it.

import Compliance
import Foundation
import Provenance
import TestKit
import Testing

@Suite struct SeedTemplateTests {
  /// What the document's own template says of its table.
  private static let properties: [String: String] = [
    "TableName": #""OpportunitySessions""#,
    "BillingMode": #""PAY_PER_REQUEST""#,
    "KeySchema":
      #"[{"AttributeName":"sessionId","KeyType":"HASH"},{"AttributeName":"opportunityId","KeyType":"RANGE"}]"#,
    "AttributeDefinitions/0": #"{"AttributeName":"sessionId","AttributeType":"S"}"#,
    "AttributeDefinitions/1": #"{"AttributeName":"opportunityId","AttributeType":"S"}"#,
    "AttributeDefinitions/2": #"{"AttributeName":"status","AttributeType":"S"}"#,
    "AttributeDefinitions/3": #"{"AttributeName":"priority","AttributeType":"S"}"#,
    "AttributeDefinitions/4": #"{"AttributeName":"updatedAt","AttributeType":"S"}"#,
    "AttributeDefinitions/5": #"{"AttributeName":"estimatedARR","AttributeType":"N"}"#,
    "GlobalSecondaryIndexes/0/IndexName": #""StatusIndex""#,
    "GlobalSecondaryIndexes/0/KeySchema":
      #"[{"AttributeName":"status","KeyType":"HASH"},{"AttributeName":"updatedAt","KeyType":"RANGE"}]"#,
    "GlobalSecondaryIndexes/0/Projection": #"{"ProjectionType":"ALL"}"#,
    "GlobalSecondaryIndexes/1/IndexName": #""PriorityIndex""#,
    "GlobalSecondaryIndexes/1/KeySchema":
      #"[{"AttributeName":"priority","KeyType":"HASH"},{"AttributeName":"estimatedARR","KeyType":"RANGE"}]"#,
    "GlobalSecondaryIndexes/1/Projection": #"{"ProjectionType":"ALL"}"#,
    "TimeToLiveSpecification/AttributeName": #""ttl""#,
    "TimeToLiveSpecification/Enabled": "true",
    "PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled": "true",
    "Tags/0": #"{"Key":"Application","Value":"AssessmentCenter"}"#,
    "Tags/1": #"{"Key":"Component","Value":"OpportunityAnalyzer"}"#,
  ]

  private static let outputs: [String: String] = [
    "TableName/Value": #"{"Ref":"OpportunitySessionsTable"}"#,
    "TableName/Export/Name": #""OpportunitySessionsTableName""#,
    "TableArn/Value": #"{"Fn::GetAtt":["OpportunitySessionsTable","Arn"]}"#,
    "TableArn/Export/Name": #""OpportunitySessionsTableArn""#,
  ]

  @Test func holdsEveryPropertyOutputAndExport() throws {
    let run = try #require(
      ExampleRun.all.first { $0.name == "opportunity-sessions" && $0.tier == .commercial })
    let file = try #require(try run.files().first(where: \.isTemplate))
    let template = try Reading.json(file.bytes)
    let table = "/Resources/OpportunitySessionsTable"
    let type = template.node("\(table)/Type").map { template.tree.text(of: $0) }
    #expect(type == "AWS::DynamoDB::Table")
    for (path, expected) in SeedTemplateTests.properties {
      let value = template.node("\(table)/Properties/\(path)").map(template.canonical)
      #expect(value == expected, "\(path)")
    }
    for (path, expected) in SeedTemplateTests.outputs {
      #expect(template.node("/Outputs/\(path)").map(template.canonical) == expected, "\(path)")
    }
    let count = template.node("\(table)/Properties/AttributeDefinitions")
      .map { template.tree.count(of: $0) }
    #expect(count == 6)
  }
}
