// boto3 and the AWS command line, unmodified, against the server.

import Foundation
import TestKit
import Testing

private enum Clients {
  static let python = ProcessInfo.processInfo.environment["ASHLAR_PYTHON"]
  /// In continuous integration nothing that can be installed may be missing.
  static let isCI = ProcessInfo.processInfo.environment["ASHLAR_CI"] == "1"

  static let scripts = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Support/clients")

  /// What a script said and how it ended.
  static func run(_ script: String, _ arguments: [String]) throws -> (status: Int32?, said: String)
  {
    let shelf = try Shelf()
    for name in ["input", "output"] { try shelf.write([], to: name) }
    let output = shelf.folder.appendingPathComponent("output").path
    let child = try SpawnedProgram(
      try #require(python, "ASHLAR_PYTHON is not set"),
      [scripts.appendingPathComponent(script).path] + arguments,
      environment: ["PATH": "/usr/bin:/bin", "AWS_EC2_METADATA_DISABLED": "true"],
      folder: shelf.folder.path,
      streams: [shelf.folder.appendingPathComponent("input").path, output, output])
    let end = child.wait(seconds: 120)
    return (end.status, try shelf.text("output"))
  }
}

@Suite(
  .serialized, .timeLimit(.minutes(20)),
  .enabled(
    if: Clients.python != nil || Clients.isCI,
    "NOT TRIED WITH REAL CLIENTS: set ASHLAR_PYTHON to a Python with boto3 and awscli"))
struct RealClientTests {
  @Test(arguments: [
    "tables", "items", "conditions", "queries", "batches", "transactions", "streams", "expiry",
    "settings", "recovery", "statements", "keys",
  ])
  func serves(_ family: String) throws {
    let server = try RunningServer()
    let run = try Clients.run("families.py", [server.address, family])
    #expect(run.status == 0, "\(run.said)")
    #expect(run.said.hasSuffix("as expected\n"))
    #expect(server.end() == 0)
  }

  /// As components of a stack, whose policies decide.
  @Test func letsComponentsDoWhatTheyMay() throws {
    let server = try GatedStack.server("enforce")
    let run = try Clients.run("access.py", [server.address])
    #expect(run.status == 0, "\(run.said)")
    #expect(run.said.hasSuffix("as expected\n"))
    #expect(server.end() == 0)
  }

  /// With a folder that stands for S3, whose files are read by a program that knows the formats.
  @Test func exportsAndImports() throws {
    let shelf = try Shelf()
    try shelf.write([], to: "buckets/stock/empty")
    let buckets = shelf.folder.appendingPathComponent("buckets").path
    let server = try RunningServer(["--s3", buckets])
    let run = try Clients.run("transfers.py", [server.address, buckets])
    #expect(run.status == 0, "\(run.said)")
    #expect(run.said.hasSuffix("as expected\n"))
    #expect(server.end() == 0)
    #expect(!FileManager.default.fileExists(atPath: shelf.folder.path + "/out"))
  }

  /// Throttled as DynamoDB throttles, and in the region of each replica.
  @Test func hasThroughputAndRegions() throws {
    let template = #"""
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
      """#
    let server = try RunningServer(
      ["app.yml", "--capacity", "enforce", "--clock", "virtual"], files: ["app.yml": template])
    let run = try Clients.run("throughput.py", [server.address])
    #expect(run.status == 0, "\(run.said)")
    #expect(run.said.hasSuffix("as expected\n"))
    #expect(server.end() == 0)
  }

  @Test func servesTheCommandLine() throws {
    let server = try RunningServer()
    let run = try Clients.run("command_line.py", [server.address])
    #expect(run.status == 0, "\(run.said)")
    #expect(run.said.hasSuffix("as expected\n"))
  }
}
