// `serve --data`: what was acknowledged outlasts the process, however it ends.

import Foundation
import Synchronization
import TestKit
import Testing

@Suite(.serialized, .timeLimit(.minutes(20))) struct DataFolderTests {
  static func table(_ name: String) -> String {
    """
    {"TableName":"\(name)","BillingMode":"PAY_PER_REQUEST","KeySchema":[{"AttributeName":"id",\
    "KeyType":"HASH"}],"AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}]}
    """
  }

  static func put(_ id: String, _ text: String = "", into table: String) -> String {
    #"{"TableName":"\#(table)","Item":{"id":{"S":"\#(id)"},"text":{"S":"\#(text)"}}}"#
  }

  /// The keys of a table of less than a page.
  private static func keys(of table: String, _ server: RunningServer) throws -> Set<String> {
    let answer = try server.ask(operation: "Scan", #"{"TableName":"\#(table)"}"#)
    #expect(answer.status == 200, "\(answer.body)")
    #expect(!answer.body.contains("LastEvaluatedKey"))
    return Set(answer.body.matches(of: /"id":\{"S":"([^"]*)"\}/).map { String($0.1) })
  }

  /// What clients were told, while a server runs that will be killed.
  private final class Load: Sendable {
    let acknowledged = Mutex<Set<String>>([])
    let running = Atomic<Int>(0)

    /// Puts items, and pairs of them in transactions, until nobody answers.
    func run(_ client: Int, _ table: String, _ server: RunningServer) {
      running.add(1, ordering: .relaxed)
      Thread.detachNewThread {
        defer { self.running.subtract(1, ordering: .relaxed) }
        do {
          for number in 0..<2_000 {
            let name = "\(client)-\(number)"
            let isPair = number % 3 == 0
            let answer =
              isPair
              ? try server.ask(
                operation: "TransactWriteItems",
                #"{"TransactItems":[{"Put":\#(DataFolderTests.put("a" + name, into: table))},"#
                  + #"{"Put":\#(DataFolderTests.put("b" + name, into: table))}]}"#)
              : try server.ask(
                operation: "PutItem", DataFolderTests.put("c" + name, into: table))
            guard answer.status == 200 else { return }
            self.acknowledged.withLock {
              for start in isPair ? ["a", "b"] : ["c"] { $0.insert(start + name) }
            }
          }
        } catch { return }
      }
    }
  }

  /// Killed again and again while clients write; each time everything acknowledged so far is there.
  @Test func killedServersLoseNothing() throws {
    let shelf = try Shelf()
    let data = shelf.folder.appendingPathComponent("data").path
    var random = SeededRandom(seed: 20_261_125)
    var acknowledged: [String: Set<String>] = [:]
    for round in 0...22 {
      let server = try RunningServer(["--data", data])
      let last = "round-\(round - 1)"
      for (table, expected) in acknowledged where table == last || round == 22 {
        let keys = try DataFolderTests.keys(of: table, server)
        #expect(expected.isSubset(of: keys), "round \(round), \(table)")
        for key in keys where key.hasPrefix("a") || key.hasPrefix("b") {
          let other = (key.hasPrefix("a") ? "b" : "a") + key.dropFirst()
          #expect(keys.contains(other), "half a transaction: \(key)")
        }
      }
      if round == 22 { break }
      let table = "round-\(round)"
      #expect(
        try server.ask(operation: "CreateTable", DataFolderTests.table(table)).status == 200)
      let load = Load()
      for client in 0..<4 { load.run(client, table, server) }
      usleep(UInt32.random(in: 20_000...80_000, using: &random))
      #expect(server.end(by: SIGKILL) == nil)
      for _ in 0..<1_000 where load.running.load(ordering: .relaxed) > 0 { usleep(10_000) }
      #expect(load.running.load(ordering: .relaxed) == 0)
      acknowledged[table] = load.acknowledged.withLock { $0 }
    }
    #expect(acknowledged.values.reduce(0) { $0 + $1.count } > 100)
  }

  private static let template = """
    {
      "Resources": {
        "Orders": {
          "Type": "AWS::DynamoDB::Table",
          "Properties": {
            "TableName": "orders",
            "BillingMode": "PAY_PER_REQUEST",
            "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
            "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
            "TimeToLiveSpecification": {"AttributeName": "until", "Enabled": true}
          }
        }
      }
    }
    """

  @Test func timeAndTablesGoOn() throws {
    let shelf = try Shelf()
    let data = shelf.folder.appendingPathComponent("data").path
    let files = ["app.template.json": DataFolderTests.template]
    let arguments = ["app.template.json", "--clock", "virtual", "--data", data]
    let first = try RunningServer(arguments, files: files)
    for (id, until) in [("short", 1_767_225_700), ("long", 1_767_830_400)] {
      let item = #"{"id":{"S":"\#(id)"},"until":{"N":"\#(until)"}}"#
      #expect(
        try first.ask(operation: "PutItem", #"{"TableName":"orders","Item":\#(item)}"#).status
          == 200)
    }
    #expect(
      try first.ask("POST", "/_ashlar/clock", body: #"{"advance":"P3D"}"#).status == 200)
    #expect(try DataFolderTests.keys(of: "orders", first) == ["long"])
    _ = first.end(by: SIGKILL)

    // One table more than before.
    let more = DataFolderTests.template.replacing("Orders", with: "Events")
      .replacing(#""orders""#, with: #""events""#)
    let second = try RunningServer(
      ["more.template.json"] + arguments,
      files: files.merging(["more.template.json": more]) { $1 })
    #expect(try second.ask("GET", "/_ashlar/health").body.contains("2026-01-04T00:00:00"))
    #expect(try DataFolderTests.keys(of: "orders", second) == ["long"])
    #expect(try second.ask(operation: "DeleteTable", #"{"TableName":"orders"}"#).status == 200)
    #expect(second.end() == 0)

    // The same templates make nothing anew.
    let third = try RunningServer(
      ["more.template.json"] + arguments,
      files: files.merging(["more.template.json": more]) { $1 })
    #expect(
      try third.ask(operation: "ListTables", "{}").body == #"{"TableNames":["events"]}"#)
    #expect(try third.ask("POST", "/_ashlar/reset").status == 200)
    _ = third.end(by: SIGKILL)

    let fourth = try RunningServer(["--clock", "virtual", "--data", data])
    #expect(
      try fourth.ask(operation: "ListTables", "{}").body
        == #"{"TableNames":["events","orders"]}"#)
    #expect(try fourth.ask("GET", "/_ashlar/health").body.contains("2026-01-01T00:00:00"))
    #expect(try DataFolderTests.keys(of: "orders", fourth) == [])
  }

  @Test func refusesWhatIsNotItsOwn() throws {
    let shelf = try Shelf()
    let data = shelf.folder.appendingPathComponent("data").path
    func refusal(_ arguments: [String] = [], _ folder: String = "data") throws -> String {
      let run = try ProgramRun(["serve", "--port", "0", "--data", folder] + arguments, in: shelf)
      #expect(run.status == 69)
      #expect(run.output == "")
      return run.errors
    }
    let server = try RunningServer(["--data", data])
    #expect(
      try refusal() == """
        ashlar: the data folder `data` is in use by another server
        help: stop that server, or name another folder

        """)
    #expect(
      try server.ask(operation: "CreateTable", DataFolderTests.table("orders")).status == 200)
    #expect(server.end() == 0)
    #expect(
      try refusal(["--region", "eu-west-1"]) == """
        ashlar: the data folder `data` was begun with `--region us-east-1`
        help: give the same, or name another folder

        """)
    try shelf.write(Array("x".utf8), to: "mine/file")
    #expect(
      try refusal([], "mine") == """
        ashlar: `mine` is no data folder of Ashlar: it holds other files
        help: name an empty folder, or one that does not exist yet

        """)
    #expect(try refusal([], "no/such").contains("no such file or directory"))
    let place = shelf.folder.appendingPathComponent("data/requests.log")
    let log = try Data(contentsOf: place)
    try (log + Data([1, 2, 3])).write(to: place)
    let torn = try RunningServer(["--data", data])
    #expect(try torn.ask(operation: "ListTables", "{}").body == #"{"TableNames":["orders"]}"#)
    #expect(torn.end() == 0)
    #expect(try Data(contentsOf: place) == log)
    var damaged = log
    damaged[damaged.count / 2] ^= 1
    try damaged.write(to: place)
    #expect(try refusal().contains("the data folder `data` is damaged: "))
    #expect(try Data(contentsOf: place) == damaged)
  }

  /// A small file system, which takes root to mount.
  @Test(
    .enabled(if: getuid() == 0, "FULL DISK NOT TRIED: mounting a small file system takes root"))
  func aFullDiskIsNoAcknowledgement() throws {
    let shelf = try Shelf()
    try shelf.write([], to: "small/.keep")
    let folder = shelf.folder.appendingPathComponent("small").path
    let mounted = try ProgramRun(
      shell: "mount -t tmpfs -o size=256k,nr_inodes=64 none '\(folder)'", in: shelf)
    guard mounted.status == 0 else {
      Suites.announce("FULL DISK NOT TRIED: \(mounted.errors)")
      return
    }
    defer { unmount(folder, in: shelf) }
    try shelf.write([UInt8](repeating: 0, count: 64 << 10), to: "small/filler")
    var server = try RunningServer(["--data", folder + "/data"])
    #expect(
      try server.ask(operation: "CreateTable", DataFolderTests.table("orders")).status == 200)
    let text = String(repeating: "x", count: 5_000)
    var kept: Set<String> = []
    var refusals = 0
    func put(_ id: String) throws -> Int {
      let answer = try server.ask(
        operation: "PutItem", DataFolderTests.put(id, text, into: "orders"))
      if answer.status == 200 { kept.insert(id) }
      if answer.status == 500 {
        #expect(answer.body.contains("#InternalServerError"), "\(answer.body)")
        refusals += 1
      }
      return answer.status
    }
    for number in 0..<60 { _ = try put("\(number)") }
    #expect(refusals > 10 && kept.count > 10)
    #expect(
      try server.said.components(separatedBy: "no space left on device").count == 2,
      "said once")
    // Reading goes on, and shows nothing that was refused.
    #expect(try DataFolderTests.keys(of: "orders", server) == kept)
    try FileManager.default.removeItem(atPath: folder + "/filler")
    #expect(try put("after") == 200)
    _ = server.end(by: SIGKILL)
    server = try RunningServer(["--data", folder + "/data"])
    #expect(try DataFolderTests.keys(of: "orders", server) == kept)
    #expect(server.end() == 0)
  }

  private func unmount(_ folder: String, in shelf: Shelf) {
    do {
      let run = try ProgramRun(shell: "umount '\(folder)'", in: shelf)
      #expect(run.status == 0, "\(run.errors)")
    } catch { Issue.record("\(error)") }
  }
}
