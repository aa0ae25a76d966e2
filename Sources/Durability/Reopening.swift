// A folder read from its beginning: what was asked is asked again, and gives what it gave.

package import TableWire
package import VirtualTime

/// Whoever has tables: makes them as they began, and lets happen to them what happened.
package protocol Reopened {
  mutating func begin(_ beginning: Beginning) throws(StorageFault)
  /// As `begin`, but the tables are made of the pieces that come until `complete`.
  mutating func resume(_ beginning: Beginning, format: Int64) throws(StorageFault)
  mutating func take(_ bytes: [UInt8], _ piece: Range<Int>) throws(StorageFault)
  mutating func complete() throws(StorageFault)
  mutating func ask(
    _ operation: OperationName, _ call: Call, _ bytes: [UInt8], _ body: Range<Int>)
  mutating func move(to moment: Instant)
  mutating func tick(at moment: Instant)
  mutating func add(_ tables: KeptTables, at moment: Instant) throws(StorageFault)
}

extension DataFolder {
  /// Keeps from here on what is asked of tables that were just made.
  package func start(
    _ beginning: Beginning, now: @escaping @Sendable () -> Instant,
    report: @escaping @Sendable (String) -> Void
  ) throws(StorageFault) -> Journal {
    let staged = try stage(KeptRecord.bytes(of: beginning))
    do throws(InstallFault) { try install(staged, isFirst: true) } catch { throw error.fault }
    return Journal(
      self, staged.log, Journal.Extent(end: staged.end, base: staged.end), beginning,
      at: beginning.moment, now: now, report: report)
  }

  /// Lets everything happen again that was kept, and keeps on from there.
  package func reopen(
    into tables: inout some Reopened, now: @escaping @Sendable () -> Instant,
    report: @escaping @Sendable (String) -> Void
  ) throws(StorageFault) -> Journal {
    var reader = try reader()
    var reopening = Reopening(path: path)
    while let range = try reader.next() {
      try reopening.follow(range, reader, into: &tables)
    }
    guard let beginning = reopening.beginning else {
      throw .damaged(path, "its log has no beginning")
    }
    // It was whole before it took its place.
    guard !reopening.isInState else { throw .damaged(path, "the state in its log is cut short") }
    let end = reader.offset
    if case .torn(let bytes) = reader.ending {
      report(
        "the last \(bytes) bytes of the data folder `\(path)` were not written to their end;"
          + " they had not been acknowledged, and were cut off")
    }
    return Journal(
      self, try reopen(at: end),
      Journal.Extent(end: end, base: reopening.base, retired: reopening.retired),
      beginning,
      at: reopening.moment, now: now, report: report)
  }
}

extension DataFolder.InstallFault {
  var fault: StorageFault {
    switch self {
    case .refused(let fault), .lost(let fault): fault
    }
  }
}

/// How far reading a log has come.
private struct Reopening {
  let path: String
  var moment = Instant(milliseconds: .min)
  /// What the tables were made of last.
  var beginning: Beginning?
  var isInState = false
  /// Where what the tables began with ends.
  var base = 0
  var retired = 0
  /// What the request that comes next read outside of the tables.
  private var readings: [UInt8]?

  init(path: String) { self.path = path }

  mutating func follow(
    _ range: Range<Int>, _ reader: borrowing RecordReader, into tables: inout some Reopened
  ) throws(StorageFault) {
    guard let record = KeptRecord(reader.bytes, range) else {
      throw .damaged(path, "a record before byte \(reader.offset) says nothing known")
    }
    switch record {
    case .beginning, .state:
      guard beginning == nil else { throw .damaged(path, "its log begins twice") }
    case .piece, .stateEnd:
      guard isInState else { throw .damaged(path, "its log has a piece of a state alone") }
    case .reading(_, let isFirst):
      guard beginning != nil, !isInState, isFirst || readings != nil else {
        throw .damaged(path, "its log has a part of what was read alone")
      }
    case .request, .move, .tick, .tables:
      guard beginning != nil else { throw .damaged(path, "its log has no beginning") }
      guard !isInState else { throw .damaged(path, "the state in its log does not end") }
    }
    try pass(on: record, reader, to: &tables)
    if case .reading = record {
    } else {
      // Killed before the request itself was written: it did not happen.
      readings = nil
    }
    if isInState || base == 0 { base = reader.offset }
  }

  private mutating func pass(
    on record: KeptRecord, _ reader: borrowing RecordReader, to tables: inout some Reopened
  ) throws(StorageFault) {
    switch record {
    case .beginning(let beginning):
      self.beginning = beginning
      moment = beginning.moment
      try tables.begin(beginning)
    case .state(let beginning, let head):
      self.beginning = beginning
      moment = beginning.moment
      retired = Int(head.retired)
      isInState = true
      try tables.resume(beginning, format: head.format)
    case .piece(let piece): try tables.take(reader.bytes, piece)
    case .stateEnd:
      isInState = false
      base = reader.offset
      try tables.complete()
    case .reading(let part, let isFirst):
      if isFirst { readings = [] }
      readings?.append(contentsOf: reader.bytes[part])
    case .request(let operation, var call, let body):
      moment = call.now
      call.readings = readings
      tables.ask(operation, call, reader.bytes, body)
    case .move(let time):
      moment = time
      tables.move(to: time)
    case .tick(let time):
      moment = time
      tables.tick(at: time)
    case .tables(let time, let more):
      moment = time
      beginning?.tables = more
      try tables.add(more, at: time)
    }
  }
}
