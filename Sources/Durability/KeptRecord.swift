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

  private enum Kind {
    static let beginning: UInt8 = 1
    static let request: UInt8 = 2
    static let move: UInt8 = 3
    static let tick: UInt8 = 4
    static let tables: UInt8 = 5
  }

  /// Nil for what no server wrote.
  init?(_ bytes: [UInt8], _ range: Range<Int>) {
    var reader = FieldReader(bytes, range)
    guard let kind = reader.kind(), let milliseconds = reader.number() else { return nil }
    let moment = Instant(milliseconds: milliseconds)
    switch kind {
    case Kind.beginning:
      guard let seed = reader.number(), let count = reader.number() else { return nil }
      var settings: [KeptFile] = []
      while settings.count < count {
        guard let name = reader.text(), let value = reader.field() else { return nil }
        settings.append(KeptFile(name: name, bytes: Array(value)))
      }
      guard let tables = KeptTables(&reader) else { return nil }
      self = .beginning(
        Beginning(
          settings: settings, randomSeed: UInt64(bitPattern: seed), moment: moment, tables: tables))
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
    writer.number(Int64(bitPattern: beginning.randomSeed))
    writer.number(Int64(beginning.settings.count))
    for setting in beginning.settings {
      writer.text(setting.name)
      writer.field(setting.bytes)
    }
    beginning.tables.write(to: &writer)
    return writer.bytes
  }

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
