// Tables in a data folder, opened and left as a process would, with a clock in the test's hand.

import Durability
import Foundation
import LocalService
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
  /// What they were made of last.
  var madeOf = KeptServer.beginning.tables
  private var loader: EngineLoader?

  /// Whether units run out.
  var enforces = false

  var buckets: TestBuckets?

  private static func settings(_ buckets: TestBuckets?) -> EngineSettings {
    var settings = EngineSettings()
    settings.expiryLag = .hours(1)
    settings.buckets = buckets
    return settings
  }

  static func server(
    at now: Instant, enforces: Bool = false, buckets: TestBuckets? = nil
  ) -> TableServer {
    let engine = Fleet.home(settings(buckets))
    if enforces { engine.enforceThroughput(at: now) }
    return TableServer(engine, seed: 1)
  }

  mutating func resume(_ beginning: Beginning, format: Int64) throws(StorageFault) {
    madeOf = beginning.tables
    loader = EngineLoader(TestTables.settings(buckets))
  }

  mutating func take(_ bytes: [UInt8], _ piece: Range<Int>) throws(StorageFault) {
    do throws(StateFault) { try loader?.take(bytes, piece) } catch {
      throw .damaged("the folder", error.what)
    }
  }

  mutating func complete() throws(StorageFault) {
    do throws(StateFault) {
      if let engine = try loader?.finish() { server = TableServer(engine, seed: 1) }
    } catch { throw .damaged("the folder", error.what) }
  }

  mutating func begin(_ beginning: Beginning) throws(StorageFault) {
    server = TestTables.server(at: beginning.moment, enforces: enforces, buckets: buckets)
  }

  mutating func ask(
    _ operation: OperationName, _ call: Call, _ bytes: [UInt8], _ body: Range<Int>
  ) {
    requests += 1
    server.replay(operation, call, bytes, body)
  }

  mutating func move(to moment: Instant) { server.settle(at: moment) }
  mutating func tick(at moment: Instant) { server.tick(at: moment) }
  mutating func add(_ tables: KeptTables, at moment: Instant) throws(StorageFault) {
    madeOf = tables
  }
}

/// What whoever runs a server is told.
final class Speech: Sendable {
  let lines = Mutex<[String]>([])
  func add(_ line: String) { lines.withLock { $0.append(line) } }
}

final class KeptServer: Sendable {
  let journal: Journal
  let server: TableServer
  /// How many requests were asked again.
  let requests: Int
  let madeOf: KeptTables
  private let speech = Speech()
  /// What whoever runs it was told.
  var said: [String] { speech.lines.withLock { $0 } }

  static let beginning = Beginning(
    settings: [], randomSeed: 1, moment: Instant(milliseconds: 1_767_225_600_000),
    tables: KeptTables(templates: [], parameters: [], seed: []))

  /// Opens the folder of that path, whether it is new or not.
  init(
    _ path: String, _ clock: TestClock, on disk: Disk = .system, enforces: Bool = false,
    buckets: TestBuckets? = nil
  ) throws(StorageFault) {
    let said = speech
    let folder = try KeptServer.folder(path, on: disk)
    var tables = TestTables()
    tables.enforces = enforces
    tables.buckets = buckets
    if folder.isNew {
      try tables.begin(KeptServer.beginning)
      journal = try folder.start(
        KeptServer.beginning, now: { clock.now }, report: { said.add($0) })
    } else {
      journal = try folder.reopen(
        into: &tables, now: { clock.now }, report: { said.add($0) })
    }
    requests = tables.requests
    madeOf = tables.madeOf
    server = TableServer(tables.server.engine, seed: 1, journal: journal.current)
  }

  /// Somebody else's child holds what was open here, for the moment until it is another program.
  private static func folder(_ path: String, on disk: Disk) throws(StorageFault) -> DataFolder {
    for _ in 0..<100 {
      do throws(StorageFault) { return try DataFolder(path, on: disk) } catch {
        guard error.message.hasSuffix("is in use by another server") else { throw error }
        usleep(10_000)
      }
    }
    return try DataFolder(path, on: disk)
  }

  func compaction() -> Compaction? {
    journal.beginCompaction { KeptState(of: server, at: $0) }
  }

  @discardableResult
  func ask(_ operation: String, _ body: String, in region: String = "us-east-1") -> String {
    server.ask(operation, body, at: journal.moment, in: region)
  }
}

extension TableServer {
  /// The status and the body.
  func ask(
    _ operation: String, _ body: String, at now: Instant, in region: String = "us-east-1"
  ) -> String {
    let isStream = ["DescribeStream", "GetRecords", "GetShardIterator", "ListStreams"]
      .contains(operation)
    let service = isStream ? "DynamoDBStreams_20120810" : "DynamoDB_20120810"
    let bytes = Array(body.utf8)
    let answer = answer(
      WireRequest(
        target: ArraySlice("\(service).\(operation)".utf8),
        authorization: ArraySlice(
          ("AWS4-HMAC-SHA256 Credential=root/20260101/\(region)/dynamodb/aws4_request, "
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

  func format(_ name: String) throws -> String {
    try String(contentsOfFile: path(name) + "/format", encoding: .utf8)
  }

  func names(in name: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path(name)).sorted()
  }

  /// A folder as it is now, under another name.
  func copy(_ name: String, as other: String) throws {
    try FileManager.default.copyItem(atPath: path(name), toPath: path(other))
  }

  func write(_ text: String, to name: String) throws {
    try shelf.write(Array(text.utf8), to: name)
  }
}
