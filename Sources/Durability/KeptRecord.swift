// What a record of the log says: how it began, what was asked, and when time was let pass.

import TableWire
import VirtualTime

enum KeptRecord {
  case beginning(Beginning)
  /// The body of the request stands in the bytes that were read.
  case request(OperationName, Call, body: Range<Int>)
  /// A virtual clock was moved.
  case move(Instant)
  /// The system's clock went on, and something was due.
  case tick(Instant)
  /// A later start brought more tables.
  case tables(Instant, KeptTables)
  /// The log was begun anew with the state that the tables had: pieces of it follow, and their end.
  case state(Beginning, StateHead)
  case piece(Range<Int>)
  case stateEnd
  /// A part of what the next request read outside of the tables; the first begins it anew.
  case reading(Range<Int>, isFirst: Bool)

  struct StateHead {
    /// How the pieces are to be read.
    let format: Int64
    /// How many bytes there were in the logs before this one.
    let retired: Int64
  }

  private enum Kind {
    static let beginning: UInt8 = 1
    static let request: UInt8 = 2
    static let move: UInt8 = 3
    static let tick: UInt8 = 4
    static let tables: UInt8 = 5
    static let state: UInt8 = 6
    static let piece: UInt8 = 7
    static let stateEnd: UInt8 = 8
    static let firstReading: UInt8 = 9
    static let furtherReading: UInt8 = 10
  }

  /// Nil for what no server wrote.
  init?(_ bytes: [UInt8], _ range: Range<Int>) {
    var reader = FieldReader(bytes, range)
    guard let kind = reader.kind(), let milliseconds = reader.number() else { return nil }
    let moment = Instant(milliseconds: milliseconds)
    switch kind {
    case Kind.beginning:
      guard let beginning = Beginning(&reader, at: moment) else { return nil }
      self = .beginning(beginning)
    case Kind.state:
      guard let format = reader.number(), let retired = reader.number(),
        let beginning = Beginning(&reader, at: moment)
      else { return nil }
      self = .state(beginning, StateHead(format: format, retired: retired))
    case Kind.piece: self = .piece(reader.rest())
    case Kind.stateEnd: self = .stateEnd
    case Kind.firstReading: self = .reading(reader.rest(), isFirst: true)
    case Kind.furtherReading: self = .reading(reader.rest(), isFirst: false)
    case Kind.request:
      guard let name = reader.text(), let operation = OperationName(rawValue: name),
        let key = reader.text(), let region = reader.text()
      else { return nil }
      self = .request(
        operation, Call(accessKeyID: key, region: region, now: moment), body: reader.rest())
    case Kind.move: self = .move(moment)
    case Kind.tick: self = .tick(moment)
    case Kind.tables:
      guard let tables = KeptTables(&reader) else { return nil }
      self = .tables(moment, tables)
    default: return nil
    }
    guard reader.isAtEnd else { return nil }
  }

  static func bytes(of beginning: Beginning) -> [UInt8] {
    var writer = FieldWriter(Kind.beginning)
    writer.number(beginning.moment.milliseconds)
    beginning.write(to: &writer)
    return writer.bytes
  }

  static func bytes(of beginning: Beginning, _ head: StateHead) -> [UInt8] {
    var writer = FieldWriter(Kind.state)
    writer.number(beginning.moment.milliseconds)
    writer.number(head.format)
    writer.number(head.retired)
    beginning.write(to: &writer)
    return writer.bytes
  }

  static func bytes(ofPiece piece: [UInt8]) -> [UInt8] {
    var writer = FieldWriter(Kind.piece)
    writer.number(0)
    writer.rest(piece[...])
    return writer.bytes
  }

  /// More than this of what was read stands in several records.
  static let readingBytesMax = 1 << 20

  /// What was read for a request, as the records that stand before it.
  static func records(ofReadings bytes: [UInt8]) -> [[UInt8]] {
    stride(from: 0, to: max(bytes.count, 1), by: readingBytesMax).map { start in
      var writer = FieldWriter(start == 0 ? Kind.firstReading : Kind.furtherReading)
      writer.number(0)
      writer.rest(bytes[start..<min(start + readingBytesMax, bytes.count)])
      return writer.bytes
    }
  }

  static var bytesOfStateEnd: [UInt8] { moved(Kind.stateEnd, Instant(milliseconds: 0)) }

  static func bytes(
    of operation: OperationName, by accessKeyID: String, in region: String,
    body: ArraySlice<UInt8>, at moment: Instant
  ) -> [UInt8] {
    var writer = FieldWriter(Kind.request)
    writer.number(moment.milliseconds)
    writer.text(operation.rawValue)
    writer.text(accessKeyID)
    writer.text(region)
    writer.rest(body)
    return writer.bytes
  }

  static func bytes(ofMove moment: Instant) -> [UInt8] { moved(Kind.move, moment) }

  static func bytes(ofTick moment: Instant) -> [UInt8] { moved(Kind.tick, moment) }

  private static func moved(_ kind: UInt8, _ moment: Instant) -> [UInt8] {
    var writer = FieldWriter(kind)
    writer.number(moment.milliseconds)
    return writer.bytes
  }

  static func bytes(of tables: KeptTables, at moment: Instant) -> [UInt8] {
    var writer = FieldWriter(Kind.tables)
    writer.number(moment.milliseconds)
    tables.write(to: &writer)
    return writer.bytes
  }
}
