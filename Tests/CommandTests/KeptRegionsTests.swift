// `serve --data` with replicas and with throughput: each region, and each refusal, as it was.

import Foundation
import TestKit
import Testing

@Suite struct KeptRegionsTests {
  private static let template = """
    Resources:
      Global:
        Type: AWS::DynamoDB::GlobalTable
        Properties:
          TableName: global
          BillingMode: PAY_PER_REQUEST
          KeySchema: [{AttributeName: id, KeyType: HASH}]
          AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
          StreamSpecification: {StreamViewType: NEW_AND_OLD_IMAGES}
          Replicas: [{Region: us-east-1}, {Region: us-west-2}]
      Small:
        Type: AWS::DynamoDB::Table
        Properties:
          TableName: small
          ProvisionedThroughput: {ReadCapacityUnits: 5, WriteCapacityUnits: 1}
          KeySchema: [{AttributeName: id, KeyType: HASH}]
          AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
    """

  private func server(_ data: String) throws -> RunningServer {
    try RunningServer(
      ["app.yml", "--data", data, "--capacity", "enforce", "--clock", "virtual"],
      files: ["app.yml": KeptRegionsTests.template])
  }

  @Test func regionsAndRefusalsOutlastTheProcess() throws {
    let shelf = try Shelf()
    let data = shelf.folder.appendingPathComponent("data").path
    let get = #"{"TableName":"global","Key":{"id":{"S":"west"}}}"#
    let there = #"{"Item":{"id":{"S":"west"},"text":{"S":""}}}"#
    let first = try server(data)
    #expect(
      try first.ask(
        operation: "PutItem", DataFolderTests.put("west", into: "global"), region: "us-west-2"
      ).status == 200)
    #expect(
      try first.ask(operation: "PutItem", DataFolderTests.put("a", into: "small")).status == 200)
    let refused = try first.ask(operation: "PutItem", DataFolderTests.put("b", into: "small"))
    #expect(refused.status == 400)
    #expect(refused.body.contains("TableWriteProvisionedThroughputExceeded"))
    #expect(first.end(by: SIGKILL) == nil)
    let second = try server(data)
    #expect(try second.ask(operation: "GetItem", get, region: "us-west-2").body == there)
    #expect(try second.ask(operation: "GetItem", get).body == "{}")
    let missing = try second.ask(
      operation: "GetItem", #"{"TableName":"small","Key":{"id":{"S":"b"}}}"#)
    #expect(missing.status == 200 && missing.body == "{}")
    _ = try second.ask("POST", "/_ashlar/clock", body: #"{"advance":"PT1S"}"#)
    #expect(try second.ask(operation: "GetItem", get).body == there)
    #expect(second.end() == 0)
  }
}
