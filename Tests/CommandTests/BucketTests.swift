// `serve --s3` beside the other flags: who may, what is kept, and what is said without it.

import Foundation
import TestKit
import Testing

@Suite(.serialized, .timeLimit(.minutes(20))) struct BucketTests {
  private static let arn = "arn:aws:dynamodb:us-east-1:123456789012:table/"

  private static func export(_ table: String) -> String {
    #"{"TableArn":"\#(arn)\#(table)","S3Bucket":"stock","S3Prefix":"p"}"#
  }

  private static func importing(_ table: String) -> String {
    #"{"S3BucketSource":{"S3Bucket":"stock"},"InputFormat":"CSV","TableCreationParameters":"#
      + DataFolderTests.table(table) + "}"
  }

  @Test func nothingStandsForBucketsUnlessTold() throws {
    let server = try RunningServer()
    for (operation, body) in [
      ("ExportTableToPointInTime", Self.export("tab")), ("ImportTable", Self.importing("tab")),
    ] {
      let answer = try server.ask(operation: operation, body)
      #expect(answer.status == 400)
      #expect(answer.body.contains("--s3 DIR"), "\(answer.body)")
    }
    #expect(server.end() == 0)
  }

  @Test(arguments: [
    ("ExportTableToPointInTime", export("user-sessions"), "table/user-sessions"),
    ("ImportTable", importing("fresh"), "table/fresh"),
    ("DescribeExport", #"{"ExportArn":"\#(arn)people/export/0123"}"#, "table/people/export/0123"),
    ("DescribeImport", #"{"ImportArn":"\#(arn)people/import/0123"}"#, "table/people/import/0123"),
    ("ListExports", "{}", "*"), ("ListImports", "{}", "*"),
  ])
  func policiesDecide(_ operation: String, _ body: String, _ resource: String) throws {
    let server = try GatedStack.server("enforce")
    let denied = try server.ask(as: "session-manager", operation, body)
    #expect(denied.status == 400)
    #expect(denied.body.contains("not authorized to perform: dynamodb:\(operation) on resource: "))
    #expect(denied.body.contains("\(resource) because"), "\(denied.body)")
    #expect(!(try server.ask(as: "root", operation, body).body.contains("AccessDenied")))
    #expect(server.end() == 0)
  }

  /// Imports are there after a restart, whatever has become of the files.
  @Test func importsAreKept() throws {
    let shelf = try Shelf()
    try shelf.write(Array("id,n\n1,one\n2,two\n".utf8), to: "buckets/stock/a.csv")
    let buckets = shelf.folder.appendingPathComponent("buckets").path
    let flags = ["--data", shelf.folder.appendingPathComponent("data").path, "--s3", buckets]
    var server = try RunningServer(flags)
    let asked = #"{"ClientToken":"t","# + Self.importing("tab").dropFirst()
    let answer = try server.ask(operation: "ImportTable", asked)
    #expect(answer.status == 200, "\(answer.body)")
    #expect(server.end(by: SIGKILL) == nil)
    try FileManager.default.removeItem(atPath: buckets + "/stock/a.csv")
    server = try RunningServer(flags)
    let scan = try server.ask(operation: "Scan", #"{"TableName":"tab"}"#).body
    #expect(scan.contains(#""Count":2"#) && scan.contains("two"), "\(scan)")
    // The token is known: nothing is read again.
    #expect(try server.ask(operation: "ImportTable", asked).body.contains("COMPLETED"))
    #expect(server.end() == 0)
  }

  /// Exports are there after a restart; their files are not written anew.
  @Test func exportsAreKept() throws {
    let shelf = try Shelf()
    try shelf.write([], to: "buckets/stock/empty")
    let buckets = shelf.folder.appendingPathComponent("buckets").path
    let flags = ["--data", shelf.folder.appendingPathComponent("data").path, "--s3", buckets]
    var server = try RunningServer(flags)
    for (operation, body) in [
      ("CreateTable", DataFolderTests.table("tab")),
      (
        "UpdateContinuousBackups",
        #"{"TableName":"tab","PointInTimeRecoverySpecification":"#
          + #"{"PointInTimeRecoveryEnabled":true}}"#
      ),
      ("PutItem", DataFolderTests.put("1", into: "tab")),
      ("ExportTableToPointInTime", Self.export("tab")),
      ("ExportTableToPointInTime", Self.export("tab")),
      ("ExportTableToPointInTime", Self.export("tab").replacing("stock", with: "nothing")),
    ] {
      let answer = try server.ask(operation: operation, body)
      #expect(answer.status == 200, "\(operation): \(answer.body)")
    }
    let before = try server.ask(operation: "ListExports", "{}").body
    #expect(before.matches(of: /COMPLETED/).count == 2)
    #expect(before.matches(of: /FAILED/).count == 1)
    #expect(server.end(by: SIGKILL) == nil)
    server = try RunningServer(flags)
    #expect(try server.ask(operation: "ListExports", "{}").body == before)
    #expect(server.end() == 0)
    // The files of the first export are taken away: the start after that does not bring them back.
    let folder = buckets + "/stock/p/AWSDynamoDB"
    let first = try #require(try FileManager.default.contentsOfDirectory(atPath: folder).min())
    try FileManager.default.removeItem(atPath: folder + "/" + first)
    server = try RunningServer(flags)
    let after = try server.ask(operation: "ListExports", "{}").body
    #expect(after.matches(of: /FAILED/).count == 2)
    #expect(!FileManager.default.fileExists(atPath: folder + "/" + first))
    #expect(server.end() == 0)
    #expect(throws: RunningServer.Silence.self) { try RunningServer(Array(flags.prefix(2))) }
  }
}
