// Measures the engine: puts and gets of a million items, queries of a hundred, and what they weigh.
// `bench.py` runs it and knows what to hold the figures against.

import Glibc
import TableEngine
import TableItems
import TableModel
import VirtualTime

/// Items of about 200 bytes, as many as asked for, in an order that is not theirs.
struct Workload {
  let engine = Engine()
  let count: Int
  let now = Instant.virtualStart
  private let note = [UInt8](repeating: 97, count: 164)[...]

  init(count: Int, hasIndex: Bool) throws(EngineError) {
    self.count = count
    _ = try engine.createTable(
      TableDefinition(
        tableName: "bench",
        attributeDefinitions: [
          AttributeDefinition("pk", .string), AttributeDefinition("sk", .number),
        ] + (hasIndex ? [AttributeDefinition("group", .string)] : []),
        keySchema: [KeyElement("pk", .hash), KeyElement("sk", .range)],
        globalSecondaryIndexes: hasIndex
          ? [SecondaryIndex("byGroup", [KeyElement("group", .hash)], .all)] : nil,
        billingMode: .payPerRequest), at: now)
  }

  /// A hundred items share a partition key.
  func key(_ number: Int) -> Item {
    var writer = ItemWriter(capacity: 64)
    writeKey(number, &writer)
    return writer.finish()
  }

  private func writeKey(_ number: Int, _ writer: inout ItemWriter) {
    writer.name("pk".utf8)
    writer.string("user-\(1_000_000 + number / 100)".utf8)
    writer.name("sk".utf8)
    writer.number(DecimalNumber(number % 100))
  }

  func item(_ number: Int) -> Item {
    var writer = ItemWriter(capacity: 256)
    writer.name("group".utf8)
    writer.string("group-\(number % 1_000)".utf8)
    writer.name("note".utf8)
    writer.string(note)
    writeKey(number, &writer)
    return writer.finish()
  }

  /// Every number below `count` once, far from its neighbours, in portions: what the engine is
  /// asked is made before the clock runs, and is not what is measured. Portions are small, so that
  /// a request is as near to the processor as one that was just read.
  func shuffled<Asked>(
    _ clock: inout Stopwatch, _ make: (Int) -> Asked,
    _ body: (Asked) throws(EngineError) -> Void
  ) throws(EngineError) {
    var number = 0
    var left = count
    while left > 0 {
      let portion = min(left, 256)
      left -= portion
      var asked = (0..<portion).map { _ in
        number = (number + 617_411) % count
        return make(number)
      }
      clock.start()
      // Each request is made for one call and let go after it, as by whoever reads it off a wire.
      while let one = asked.popLast() { try body(one) }
      clock.stop()
    }
  }

  func put(_ clock: inout Stopwatch) throws(EngineError) {
    try shuffled(&clock, { PutItemRequest(tableName: "bench", item: item($0)) }) {
      request throws(EngineError) in
      _ = try engine.putItem(request, at: now)
    }
  }

  func get(_ clock: inout Stopwatch) throws(EngineError) {
    try shuffled(&clock, { GetItemRequest(tableName: "bench", key: key($0)) }) {
      request throws(EngineError) in
      let response = try engine.getItem(request, at: now)
      precondition(response.item != nil, "every item is there")
    }
  }

  func query() throws(EngineError) -> Int {
    var found = 0
    for partition in stride(from: 0, to: count, by: 100) {
      var request = QueryRequest(
        tableName: "bench", keyConditionExpression: "pk = :p AND sk BETWEEN :a AND :b")
      var writer = ItemWriter(capacity: 64)
      writer.name(":a".utf8)
      writer.number(.zero)
      writer.name(":b".utf8)
      writer.number(DecimalNumber(99))
      writer.name(":p".utf8)
      writer.string("user-\(1_000_000 + partition / 100)".utf8)
      request.page.substitutions.values = writer.finish()
      found += try engine.query(request, at: now).count
    }
    return found
  }
}

/// Processor time between its starts and stops.
struct Stopwatch {
  private var started = 0
  private(set) var microseconds = 0

  mutating func start() { started = clock() }

  mutating func stop() { microseconds += clock() - started }
}

func measure(
  _ name: String, _ count: Int, _ body: (inout Stopwatch) throws(EngineError) -> Void
) {
  var watch = Stopwatch()
  do { try body(&watch) } catch {
    print("\(name): \(error)")
    exit(1)
  }
  print("\(name) \(Int(Double(count) * 1_000_000 / Double(watch.microseconds)))")
}

let arguments = CommandLine.arguments
let mode = arguments.count > 1 ? arguments[1] : "speed"
let count = arguments.count > 2 ? Int(arguments[2]) ?? 1_000_000 : 1_000_000
do throws(EngineError) {
  let workload = try Workload(count: count, hasIndex: mode != "speed")
  switch mode {
  case "nothing": break
  case "fill":
    var watch = Stopwatch()
    try workload.put(&watch)
    let description = try workload.engine.describeTable("bench", at: workload.now)
    print("bytes \(description.sizeBytes)")
  default:
    measure("put", count) { watch throws(EngineError) in try workload.put(&watch) }
    measure("get", count) { watch throws(EngineError) in try workload.get(&watch) }
    measure("query", count) { watch throws(EngineError) in
      watch.start()
      let found = try workload.query()
      watch.stop()
      precondition(found == workload.count, "every item is found")
    }
  }
} catch {
  print("\(error)")
  exit(1)
}
