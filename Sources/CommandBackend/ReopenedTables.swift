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

  mutating func begin(_ beginning: Beginning) throws(StorageFault) {
    for (kept, given) in zip(beginning.settings, flags) where kept != given {
      let value = String(decoding: kept.bytes, as: UTF8.self)
      throw StorageFault(
        "the data folder `\(path)` was begun with `\(kept.name) \(value)`",
        help: "give the same, or name another folder")
    }
    settings.seed = beginning.randomSeed
    tables = beginning.tables
    clock.restart(from: beginning.moment)
    do throws(ServeFault) {
      let engine = try EngineSetup(tables, settings, options, log: { _ in }).engine(
        at: beginning.moment)
      server = TableServer(engine, seed: settings.seed)
    } catch { throw StorageFault(error.message, help: error.help) }
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
