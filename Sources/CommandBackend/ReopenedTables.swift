// Tables made as they were when their folder was new, and then again what happened to them.

import AshlarCommand
import Durability
import LocalService
import TableEngine
import TableWire
import VirtualTime

struct ReopenedTables: Reopened {
  /// Without tables until the beginning was read, which comes first.
  private(set) var server: TableServer
  /// What they were made of last.
  private(set) var tables = KeptTables(templates: [], parameters: [], seed: [])

  /// Makes the tables of a state that is being read.
  private var loader: EngineLoader?
  private var settings: EngineSettings
  private let options: ServeOptions
  private let flags: [KeptFile]
  private let clock: ServiceClock
  private let path: String

  init(
    _ settings: EngineSettings, _ options: ServeOptions, flags: [KeptFile], _ clock: ServiceClock,
    path: String
  ) {
    self.settings = settings
    self.options = options
    self.flags = flags
    self.clock = clock
    self.path = path
    server = TableServer(Engine(settings), seed: settings.seed)
  }

  /// Settings that a folder does not have are younger than it, and were off.
  private mutating func take(_ beginning: Beginning) throws(StorageFault) {
    for given in flags {
      let kept = beginning.settings.first { $0.name == given.name }
      let value = kept.map { String(decoding: $0.bytes, as: UTF8.self) } ?? "off"
      guard Array(value.utf8) != given.bytes else { continue }
      throw StorageFault(
        "the data folder `\(path)` was begun with `\(given.name) \(value)`",
        help: "give the same, or name another folder")
    }
    settings.seed = beginning.randomSeed
    tables = beginning.tables
    clock.restart(from: beginning.moment)
  }

  mutating func begin(_ beginning: Beginning) throws(StorageFault) {
    try take(beginning)
    do throws(ServeFault) {
      let engine = try EngineSetup(tables, settings, options, log: { _ in }).engine(
        at: beginning.moment)
      server = TableServer(engine, seed: settings.seed)
    } catch { throw StorageFault(error.message, help: error.help) }
  }

  mutating func resume(_ beginning: Beginning, format: Int64) throws(StorageFault) {
    try take(beginning)
    guard format == EngineImage.format else { throw .otherState(path, format: format) }
    loader = EngineLoader(settings)
  }

  mutating func take(_ bytes: [UInt8], _ piece: Range<Int>) throws(StorageFault) {
    do throws(StateFault) { try loader?.take(bytes, piece) } catch { throw damage(error) }
  }

  mutating func complete() throws(StorageFault) {
    do throws(StateFault) {
      if let engine = try loader?.finish() { server = TableServer(engine, seed: settings.seed) }
    } catch { throw damage(error) }
    loader = nil
  }

  private func damage(_ fault: StateFault) -> StorageFault {
    .damaged(path, "the state in its log cannot be read: \(fault.what)")
  }

  mutating func ask(
    _ operation: OperationName, _ call: Call, _ bytes: [UInt8], _ body: Range<Int>
  ) {
    server.replay(operation, call, bytes, body)
  }

  mutating func move(to moment: Instant) {
    clock.restart(from: moment)
    server.settle(at: moment)
  }

  mutating func tick(at moment: Instant) { server.tick(at: moment) }

  mutating func add(_ tables: KeptTables, at moment: Instant) throws(StorageFault) {
    self.tables = tables
    do throws(ServeFault) {
      try EngineSetup(tables, settings, options, log: { _ in }).addTables(
        to: server.engine, at: moment)
    } catch {
      // It was refused then, too: what came before it is there.
    }
  }
}
