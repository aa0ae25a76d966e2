// `serve --data` together with what else `serve` can, and killed while the folder is made smaller.

import Foundation
import TestKit
import Testing

@Suite(.serialized, .timeLimit(.minutes(20))) struct KeptModesTests {
  private func logBytes(_ data: String) throws -> Int {
    try Data(contentsOf: URL(fileURLWithPath: data + "/requests.log")).count
  }

  /// Killed in the middle of writing a shorter log, again and again, with changes on the way.
  @Test func killedWhileTheFolderIsMadeSmaller() throws {
    let shelf = try Shelf()
    let data = shelf.folder.appendingPathComponent("data").path
    let short = data + "/requests.log.short"
    var random = SeededRandom(seed: 20_261_126)
    var server = try RunningServer(["--data", data])
    #expect(
      try server.ask(operation: "CreateTable", DataFolderTests.table("orders")).status == 200)
    let text = String(repeating: "x", count: 380_000)
    for number in 0..<90 {
      let put = DataFolderTests.put("big-\(number)", text, into: "orders")
      #expect(try server.ask(operation: "PutItem", put).status == 200)
    }
    var keys: [String] = []
    var interrupted = 0
    for round in 0..<3 {
      for _ in 0..<2_000 where !FileManager.default.fileExists(atPath: short) { usleep(5_000) }
      for number in 0..<3 {
        let key = "small-\(round)-\(number)"
        let put = DataFolderTests.put(key, into: "orders")
        #expect(try server.ask(operation: "PutItem", put).status == 200)
        keys.append(key)
        usleep(UInt32.random(in: 0...60_000, using: &random))
      }
      #expect(server.end(by: SIGKILL) == nil)
      if FileManager.default.fileExists(atPath: short) { interrupted += 1 }
      server = try RunningServer(["--data", data])
      for key in keys {
        let get = #"{"TableName":"orders","Key":{"id":{"S":"\#(key)"}}}"#
        #expect(try server.ask(operation: "GetItem", get).body.contains(key))
      }
      let shown = try server.ask(operation: "DescribeTable", #"{"TableName":"orders"}"#).body
      #expect(shown.contains(#""ItemCount":\#(90 + keys.count)"#))
    }
    #expect(interrupted > 0, "never killed in the middle")
    // Left alone it gets there.
    var size = try logBytes(data)
    for number in 0..<3 {
      let put = DataFolderTests.put("big-\(number)", text, into: "orders")
      #expect(try server.ask(operation: "PutItem", put).status == 200)
    }
    for _ in 0..<2_000 where FileManager.default.fileExists(atPath: short) { usleep(5_000) }
    size = try logBytes(data)
    #expect(size < 38 << 20)
    _ = server.end(by: SIGKILL)
    server = try RunningServer(["--data", data])
    let shown = try server.ask(operation: "DescribeTable", #"{"TableName":"orders"}"#).body
    #expect(shown.contains(#""ItemCount":\#(90 + keys.count)"#))
    #expect(server.end() == 0)
  }

  @Test func unitsAreUsedUpAcrossStarts() throws {
    let shelf = try Shelf()
    let data = shelf.folder.appendingPathComponent("data").path
    let arguments = ["--data", data, "--capacity", "enforce", "--clock", "virtual"]
    let table = DataFolderTests.table("orders").replacing(
      #""BillingMode":"PAY_PER_REQUEST""#,
      with:
        #""BillingMode":"PROVISIONED","ProvisionedThroughput":{"ReadCapacityUnits":1,"#
        + #""WriteCapacityUnits":2}"#)
    let get = #"{"TableName":"orders","Key":{"id":{"S":"1"}},"ConsistentRead":true}"#
    func put(_ server: RunningServer) throws -> Int {
      try server.ask(operation: "PutItem", DataFolderTests.put("1", into: "orders")).status
    }
    let first = try RunningServer(arguments)
    #expect(try first.ask(operation: "CreateTable", table).status == 200)
    #expect(try put(first) == 200)
    #expect(try put(first) == 200)
    #expect(try put(first) == 400)
    #expect(try first.ask(operation: "GetItem", get).status == 200)
    #expect(try first.ask(operation: "GetItem", get).status == 400)
    _ = first.end(by: SIGKILL)
    let second = try RunningServer(arguments)
    #expect(try put(second) == 400)
    #expect(try second.ask(operation: "GetItem", get).status == 400)
    _ = try second.ask("POST", "/_ashlar/clock", body: #"{"advance":"PT1S"}"#)
    #expect(try second.ask(operation: "GetItem", get).status == 200)
    #expect(try put(second) == 200)
    #expect(second.end() == 0)
    let run = try ProgramRun(
      ["serve", "--port", "0", "--data", "data", "--clock", "virtual"], in: shelf)
    #expect(run.status == 69)
    #expect(run.errors.contains("was begun with `--capacity enforce`"))
  }

  /// Who was denied has changed nothing, then or at the next start.
  @Test func deniedRequestsAreNotKept() throws {
    let shelf = try Shelf()
    let data = shelf.folder.appendingPathComponent("data").path
    let put = #"{"TableName":"user-sessions","Item":{"sessionId":{"S":"1"}}}"#
    let get = #"{"TableName":"user-sessions","Key":{"sessionId":{"S":"1"}}}"#
    let delete = #"{"TableName":"user-sessions"}"#
    func expectDenied(_ server: RunningServer) throws {
      let before = try logBytes(data)
      for (name, operation, body) in [
        ("session-manager", "DeleteTable", delete), ("name-reader", "PutItem", put),
        (
          "name-reader", "ExecuteStatement",
          #"{"Statement":"DELETE FROM \"user-sessions\" WHERE sessionId = '1'"}"#
        ),
      ] {
        let answer = try server.ask(as: name, operation, body)
        #expect(answer.status == 400)
        #expect(answer.body.contains("AccessDeniedException"))
      }
      let unknown = try server.ask(as: "nobody", "DeleteTable", delete)
      #expect(unknown.body.contains("UnrecognizedClientException"))
      #expect(try logBytes(data) == before)
    }
    let first = try GatedStack.server("enforce", ["--data", data])
    let before = try logBytes(data)
    #expect(try first.ask(as: "session-manager", "PutItem", put).status == 200)
    #expect(try logBytes(data) > before)
    try expectDenied(first)
    _ = first.end(by: SIGKILL)
    let second = try GatedStack.server("enforce", ["--data", data])
    #expect(
      try second.ask(as: "session-manager", "GetItem", get).body
        == #"{"Item":{"sessionId":{"S":"1"}}}"#)
    try expectDenied(second)
    #expect(second.end() == 0)
  }
}
