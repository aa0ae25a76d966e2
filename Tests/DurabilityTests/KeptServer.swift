// Tables in a data folder, opened and left as a process would, with a clock in the test's hand.

import Durability
import Foundation
import Synchronization
import TableEngine
import TableWire
import TestKit
import VirtualTime

final class TestClock: Sendable {
  private let time = Mutex(Instant(milliseconds: 1_767_225_600_000))
  var now: Instant { time.withLock { $0 } }
  func advance(_ span: TimeSpan) { time.withLock { $0 = $0 + span } }
}

struct TestTables: Reopened {
  var server = TestTables.server(at: Instant(milliseconds: 0))
  var requests = 0

  static func server(at now: Instant, journal: (any CallJournal)? = nil) -> TableServer {
    var settings = EngineSettings()
    settings.expiryLag = .hours(1)
    return TableServer(Engine(settings), seed: 1, journal: journal)
  }

  mutating func begin(_ beginning: Beginning) throws(StorageFault) {
    server = TestTables.server(at: beginning.moment)
  }

  mutating func ask(
    _ operation: OperationName, _ call: Call, _ bytes: [UInt8], _ body: Range<Int>
  ) {
    requests += 1
    server.replay(operation, call, bytes, body)
  }

  mutating func move(to moment: Instant) { server.settle(at: moment) }
  mutating func tick(at moment: Instant) { server.tick(at: moment) }
  mutating func add(_ tables: KeptTables, at moment: Instant) throws(StorageFault) {}
}

final class KeptServer: Sendable {
  let journal: Journal
  let server: TableServer
  /// How many requests were asked again.
  let requests: Int
  /// What whoever runs it was told at the start.
  let said: [String]

  static let beginning = Beginning(
    settings: [], randomSeed: 1, moment: Instant(milliseconds: 1_767_225_600_000),
    tables: KeptTables(templates: [], parameters: [], seed: []))

  /// Opens the folder of that path, whether it is new or not.
  init(_ path: String, _ clock: TestClock) throws(StorageFault) {
    let said = Speech()
    let folder = try DataFolder(path)
    var tables = TestTables()
    if folder.isNew {
      try tables.begin(KeptServer.beginning)
      journal = try folder.start(
        KeptServer.beginning, now: { clock.now }, report: { said.add($0) })
    } else {
      journal = try folder.reopen(
        into: &tables, now: { clock.now }, report: { said.add($0) })
    }
    requests = tables.requests
    server = TableServer(tables.server.engine, seed: 1, journal: journal.current)
    self.said = said.lines.withLock { $0 }
  }

  private final class Speech: Sendable {
    let lines = Mutex<[String]>([])
    func add(_ line: String) { lines.withLock { $0.append(line) } }
  }

  @discardableResult
  func ask(_ operation: String, _ body: String) -> String {
    server.ask(operation, body, at: journal.moment)
  }
}

extension TableServer {
  /// The status and the body.
  func ask(_ operation: String, _ body: String, at now: Instant) -> String {
    let isStream = ["DescribeStream", "GetRecords", "GetShardIterator", "ListStreams"]
      .contains(operation)
    let service = isStream ? "DynamoDBStreams_20120810" : "DynamoDB_20120810"
    let bytes = Array(body.utf8)
    let answer = answer(
      WireRequest(
        target: ArraySlice("\(service).\(operation)".utf8),
        authorization: ArraySlice(
          ("AWS4-HMAC-SHA256 Credential=root/20260101/us-east-1/dynamodb/aws4_request, "
            + "SignedHeaders=host, Signature=0").utf8),
        bytes: bytes, body: 0..<bytes.count, now: now))
    return "\(answer.status) \(String(decoding: answer.body, as: UTF8.self))"
  }
}

/// A place for data folders.
struct Place {
  private let shelf: Shelf

  init() throws { shelf = try Shelf() }

  func path(_ name: String) -> String { shelf.folder.appendingPathComponent(name).path }

  func log(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path(name) + "/requests.log")))
  }

  func write(_ log: [UInt8], to name: String, format: String = "ashlar data folder, layout 1\n")
    throws
  {
    try shelf.write(log, to: "\(name)/requests.log")
    try shelf.write(Array(format.utf8), to: "\(name)/format")
  }

  func write(_ text: String, to name: String) throws {
    try shelf.write(Array(text.utf8), to: name)
  }
}
