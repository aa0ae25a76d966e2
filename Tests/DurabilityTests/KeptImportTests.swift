// Imports in a data folder: what was read is kept with the request, whole or not at all.

import Durability
import HostSystem
import Synchronization
import TableEngine
import TableWire
import TestKit
import Testing
import VirtualTime

/// Buckets whose files are in memory.
struct TestBuckets: BucketStore {
  /// The files of the bucket `stock`; every other is missing.
  var files: [String: [UInt8]] = [:]

  func write(_ bytes: [UInt8], to key: String, in bucket: String) throws(BucketFault) {
    throw BucketFault(.other, "nothing is written here")
  }

  func keys(under prefix: String, in bucket: String) throws(BucketFault) -> [String] {
    guard bucket == "stock" else { throw BucketFault(.noBucket, "there is no \(bucket)") }
    return files.keys.filter { $0.hasPrefix(prefix) }.sorted()
  }

  func read(_ key: String, in bucket: String) throws(BucketFault) -> [UInt8] {
    guard let bytes = files[key] else { throw BucketFault(.noObject, "there is no \(key)") }
    return bytes
  }
}

/// How often a disk can be written to.
private final class WritesLeft: Sendable {
  private let count = Mutex(Int.max)
  func set(_ wish: Int) { count.withLock { $0 = wish } }
  func take() -> Bool {
    count.withLock { count in
      count -= 1
      return count >= 0
    }
  }
}

@Suite struct KeptImportTests {
  private static func request(_ bucket: String = "stock", token: String? = nil) -> String {
    let definition = TornLogTests.table
    let token = token.map { #""ClientToken":"\#($0)","# } ?? ""
    return #"{\#(token)"S3BucketSource":{"S3Bucket":"\#(bucket)"},"InputFormat":"DYNAMODB_JSON","#
      + #""TableCreationParameters":\#(definition)}"#
  }

  private static func lines(_ count: Int, text: String = "") -> [UInt8] {
    Array(
      (0..<count).map { #"{"Item":{"id":{"S":"\#($0)"},"t":{"S":"\#(text)"}}}"# }
        .joined(separator: "\n").utf8)
  }

  private static let small = TestBuckets(files: ["a": lines(3) + Array("\nno item\n".utf8)])
  /// What it held is gone.
  private static let empty = TestBuckets()

  private static func count(_ kept: KeptServer) -> String {
    let answer = kept.ask("DescribeTable", #"{"TableName":"orders"}"#)
    return answer.firstMatch(of: /"ItemCount":([0-9]+)/).map { String($0.1) } ?? "no table"
  }

  private static func imports(_ kept: KeptServer) -> String { kept.ask("ListImports", "{}") }

  private static func described(_ kept: KeptServer) -> String {
    let arn = imports(kept).firstMatch(of: /"ImportArn":"([^"]+)"/).map { String($0.1) } ?? ""
    return kept.ask("DescribeImport", #"{"ImportArn":"\#(arn)"}"#)
  }

  @Test func anImportIsThereWithoutItsFiles() throws {
    let place = try Place()
    var seen = ""
    do {
      let kept = try KeptServer(place.path("data"), TestClock(), buckets: Self.small)
      #expect(kept.ask("ImportTable", Self.request(token: "once")).hasPrefix("200"))
      kept.ask("PutItem", #"{"TableName":"orders","Item":{"id":{"S":"later"}}}"#)
      seen = Self.described(kept)
      #expect(seen.contains(#""ImportedItemCount":3"#) && seen.contains(#""ErrorCount":1"#))
    }
    let kept = try KeptServer(place.path("data"), TestClock(), buckets: Self.empty)
    #expect(Self.count(kept) == "4")
    #expect(Self.described(kept) == seen)
    // The token is known: nothing is read for it.
    #expect(kept.ask("ImportTable", Self.request(token: "once")).hasPrefix("200"))
    #expect(try #require(kept.compaction()).run())
    #expect(Self.count(kept) == "4")
  }

  /// Killed at each byte: the table is there as a whole, or as if nobody had asked.
  @Test func aCutImportIsThereOrIsNot() throws {
    let place = try Place()
    var (start, end) = (0, 0)
    do {
      let kept = try KeptServer(place.path("made"), TestClock(), buckets: Self.small)
      start = kept.journal.length
      #expect(kept.ask("ImportTable", Self.request()).hasPrefix("200"))
      end = kept.journal.length
    }
    let log = try place.log("made")
    #expect(log.count == end)
    for length in start...end {
      try place.write(Array(log[..<length]), to: "cut")
      do {
        let kept = try KeptServer(place.path("cut"), TestClock(), buckets: Self.empty)
        #expect(Self.count(kept) == (length == end ? "3" : "no table"), "cut to \(length)")
        #expect(Self.imports(kept).contains("COMPLETED") == (length == end), "cut to \(length)")
        // What was read for the one that was lost is not taken for this one's.
        #expect(kept.ask("CreateTable", TornLogTests.table).hasPrefix("200") == (length < end))
        kept.ask("DeleteTable", #"{"TableName":"orders"}"#)
      }
      do {
        let other = TestBuckets(files: ["b": Self.lines(5)])
        let kept = try KeptServer(place.path("cut"), TestClock(), buckets: other)
        #expect(kept.ask("ImportTable", Self.request()).hasPrefix("200"))
      }
      let kept = try KeptServer(place.path("cut"), TestClock(), buckets: Self.empty)
      #expect(Self.count(kept) == "5", "cut to \(length)")
    }
  }

  @Test func aLongImportStandsInSeveralRecords() throws {
    let place = try Place()
    let files = ["a": Self.lines(2_600, text: String(repeating: "t", count: 1_000))]
    let buckets = TestBuckets(files: files)
    var start = 0
    do {
      let kept = try KeptServer(place.path("made"), TestClock(), buckets: buckets)
      start = kept.journal.length
      #expect(kept.ask("ImportTable", Self.request()).hasPrefix("200"))
      #expect(kept.journal.length - start > 2_600_000)
    }
    let log = try place.log("made")
    // Before, at and behind the ends of the first records, and before that of the request.
    let record = (1 << 20) + 21
    let places = [1, 2].flatMap { [$0 * record - 1, $0 * record, $0 * record + 1] }
    for length in places.map({ start + $0 }) + [log.count - 1] {
      try place.write(Array(log[..<length]), to: "cut")
      do {
        let kept = try KeptServer(place.path("cut"), TestClock(), buckets: Self.small)
        #expect(Self.count(kept) == "no table")
        #expect(kept.ask("ImportTable", Self.request()).hasPrefix("200"))
      }
      let kept = try KeptServer(place.path("cut"), TestClock(), buckets: Self.empty)
      #expect(Self.count(kept) == "3", "what was read for the lost one is not there")
    }
    let kept = try KeptServer(place.path("made"), TestClock(), buckets: Self.empty)
    #expect(Self.count(kept) == "2600")
  }

  @Test func anImportThatFailedIsNotTriedAgain() throws {
    let place = try Place()
    do {
      let kept = try KeptServer(place.path("data"), TestClock(), buckets: Self.empty)
      #expect(kept.ask("ImportTable", Self.request()).hasPrefix("200"))
      #expect(kept.ask("ImportTable", Self.request("none")).hasPrefix("200"))
    }
    let kept = try KeptServer(place.path("data"), TestClock(), buckets: Self.small)
    #expect(Self.count(kept) == "no table")
    #expect(Self.imports(kept).matches(of: /FAILED/).count == 2)
  }

  /// A request of a folder that is older than kept imports: it was refused.
  @Test func aRequestWithoutWhatItReadIsRefused() throws {
    let place = try Place()
    let kept = try KeptServer(place.path("data"), TestClock(), buckets: Self.small)
    let body = Array(Self.request().utf8)
    let call = Call(accessKeyID: "root", region: "us-east-1", now: kept.journal.moment)
    kept.server.replay(.importTable, call, body, 0..<body.count)
    #expect(Self.count(kept) == "no table")
  }

  /// The disk is full after some of what was read: nothing of it stays in the log.
  @Test func whatADiskRefusesIsTakenBack() throws {
    let place = try Place()
    let left = WritesLeft()
    let text = String(repeating: "t", count: 1_000)
    let buckets = TestBuckets(files: ["a": Self.lines(2_600, text: text)])
    let disk = Disk { step, _ throws(SystemFault) in
      if step == .write, !left.take() { throw SystemFault.diskIsFull }
    }
    do {
      let kept = try KeptServer(place.path("data"), TestClock(), on: disk, buckets: buckets)
      kept.ask("CreateTable", CompactionTests.table.replacing("orders", with: "events"))
      let length = kept.journal.length
      left.set(2)
      #expect(kept.ask("ImportTable", Self.request()).hasPrefix("500"))
      #expect(kept.journal.length == length)
      left.set(.max)
      #expect(try place.log("data").count == length)
      #expect(Self.count(kept) == "no table")
      #expect(kept.ask("ImportTable", Self.request()).hasPrefix("200"))
    }
    let kept = try KeptServer(place.path("data"), TestClock(), buckets: Self.empty)
    #expect(Self.count(kept) == "2600")
  }
}
