// `serve --data` with the replicas of a global table: each region is as it was.

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
    """

  private func server(_ data: String) throws -> RunningServer {
    try RunningServer(
      ["app.yml", "--data", data, "--clock", "virtual"],
      files: ["app.yml": KeptRegionsTests.template])
  }

  @Test func regionsOutlastTheProcess() throws {
    let shelf = try Shelf()
    let data = shelf.folder.appendingPathComponent("data").path
    let get = #"{"TableName":"global","Key":{"id":{"S":"west"}}}"#
    let there = #"{"Item":{"id":{"S":"west"},"text":{"S":""}}}"#
    let first = try server(data)
    #expect(
      try first.ask(
        operation: "PutItem", DataFolderTests.put("west", into: "global"), region: "us-west-2"
      ).status == 200)
    #expect(first.end(by: SIGKILL) == nil)
    let second = try server(data)
    #expect(try second.ask(operation: "GetItem", get, region: "us-west-2").body == there)
    #expect(try second.ask(operation: "GetItem", get).body == "{}")
    _ = try second.ask("POST", "/_ashlar/clock", body: #"{"advance":"PT1S"}"#)
    #expect(try second.ask(operation: "GetItem", get).body == there)
    #expect(second.end() == 0)
  }
}
