// A folder read from its beginning: what was asked is asked again, and gives what it gave.

package import TableWire
package import VirtualTime

/// Whoever has tables: makes them as they began, and lets happen to them what happened.
package protocol Reopened {
  mutating func begin(_ beginning: Beginning) throws(StorageFault)
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
    let new = try prepare(KeptRecord.bytes(of: beginning))
    try install(new)
    return Journal(
      self, new.log, end: new.end, at: beginning.moment, now: now, report: report)
  }

  /// Lets everything happen again that was kept, and keeps on from there.
  package func reopen(
    into tables: inout some Reopened, now: @escaping @Sendable () -> Instant,
    report: @escaping @Sendable (String) -> Void
  ) throws(StorageFault) -> Journal {
    var reader = try reader()
    var moment = Instant(milliseconds: .min)
    var isFirst = true
    while let range = try reader.next() {
      guard let record = KeptRecord(reader.bytes, range) else {
        throw .damaged(path, "a record before byte \(reader.offset) says nothing known")
      }
      switch record {
      case .beginning(let beginning):
        guard isFirst else { throw .damaged(path, "its log begins twice") }
        moment = beginning.moment
        try tables.begin(beginning)
      case _ where isFirst: throw .damaged(path, "its log has no beginning")
      case .request(let operation, let call, let body):
        moment = call.now
        tables.ask(operation, call, reader.bytes, body)
      case .move(let time):
        moment = time
        tables.move(to: time)
      case .tick(let time):
        moment = time
        tables.tick(at: time)
      case .tables(let time, let more):
        moment = time
        try tables.add(more, at: time)
      }
      isFirst = false
    }
    if isFirst { throw .damaged(path, "its log has no beginning") }
    let end = reader.offset
    if case .torn(let bytes) = reader.ending {
      report(
        "the last \(bytes) bytes of the data folder `\(path)` were not written to their end;"
          + " they had not been acknowledged, and were cut off")
    }
    return Journal(
      self, try reopen(at: end), end: end, at: moment, now: now, report: report)
  }
}
