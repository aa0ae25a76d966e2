// A service whose tables outlast it: begun in a new folder, or gone on with from an old one.

import AccessGate
import AshlarCommand
import Durability
import LocalService
import TableEngine
import TableWire
import VirtualTime

/// Why a server does not start.
enum StartFault: Error {
  case refused(ServeFault)
  case unavailable(ServeFault)

  init(_ fault: StorageFault) {
    self = .unavailable(ServeFault(fault.message, help: fault.help))
  }
}

struct KeptService {
  typealias Made = (SimulatorService<ServeFault>, StackGate?)

  private let folder: DataFolder
  private let clock: ServiceClock
  private let tables: KeptTables
  private let options: ServeOptions
  private let log: @Sendable (String) -> Void
  private let warn: @Sendable (String) -> Void
  private let fresh: EngineSettings
  /// What a folder cannot be served otherwise with.
  private let flags: [KeptFile]

  init(
    in path: String, _ tables: KeptTables, _ options: ServeOptions, _ clock: ServiceClock,
    log: @escaping @Sendable (String) -> Void, warn: @escaping @Sendable (String) -> Void
  ) throws(StartFault) {
    do throws(StorageFault) { folder = try DataFolder(path) } catch { throw StartFault(error) }
    self.clock = clock
    self.tables = tables
    self.options = options
    self.log = log
    self.warn = warn
    fresh = EngineSettings(options, clock)
    flags = [
      ("--region", fresh.region), ("--account", fresh.account),
      ("--clock", options.clock.rawValue),
      ("--ttl-lag", "PT\(options.ttlLagMilliseconds / 1_000)S"),
      // Where policies decide, the tables of the beginning have the resource policies of templates.
      ("--iam", options.accessControl.rawValue),
      // What was throttled is throttled again.
      ("--capacity", options.enforcesCapacity ? "enforce" : "off"),
      // What was refused for want of buckets would not be, and the other way round.
      ("--s3", options.buckets == nil ? "off" : "DIR"),
    ].map { KeptFile(name: $0.0, bytes: Array($0.1.utf8)) }
  }

  func service() throws(StartFault) -> Made {
    folder.isNew ? try begun() : try goneOnWith()
  }

  private func begun() throws(StartFault) -> Made {
    let start = clock.now
    let setup = try setup(fresh)
    let engine: Engine
    do throws(ServeFault) { engine = try setup.engine(at: start) } catch {
      throw .refused(error)
    }
    let journal: Journal
    do throws(StorageFault) {
      let clock = clock
      journal = try folder.start(
        beginning(fresh)(start), now: { clock.now }, report: warn)
    } catch { throw StartFault(error) }
    return service(engine, setup, journal, from: start)
  }

  private func goneOnWith() throws(StartFault) -> Made {
    let start = clock.now
    var reopened = ReopenedTables(
      fresh, options, flags: flags, clock, path: folder.path)
    let journal: Journal
    do throws(StorageFault) {
      let clock = clock
      journal = try folder.reopen(into: &reopened, now: { clock.now }, report: warn)
    } catch { throw StartFault(error) }
    let engine = reopened.server.engine
    let setup = try setup(engine.settings)
    if !tables.templates.isEmpty, !tables.describesSameTables(as: reopened.tables) {
      let moment: Instant
      do throws(StorageFault) { moment = try journal.add(tables) } catch {
        throw StartFault(error)
      }
      do throws(ServeFault) { try setup.addTables(to: engine, at: moment) } catch {
        throw .refused(error)
      }
    }
    return service(engine, setup, journal, from: start)
  }

  private func setup(_ settings: EngineSettings) throws(StartFault) -> EngineSetup {
    do throws(ServeFault) { return try EngineSetup(tables, settings, options, log: log) } catch {
      throw .refused(error)
    }
  }

  private func service(
    _ engine: Engine, _ setup: EngineSetup, _ journal: Journal, from start: Instant
  ) -> Made {
    let seed = setup.settings.seed
    // Two starts must not give one name to two requests.
    let server = TableServer(
      engine, seed: seed &+ UInt64(journal.lengthEver), gate: setup.gate, journal: journal.current)
    let service = SimulatorService(
      clock, from: start, seed: seed, gate: setup.gate,
      keeping: SimulatorService.Keeping(journal, server, beginning: beginning(setup.settings))
    ) { now throws(ServeFault) in
      try setup.engine(at: now)
    }
    return (service, setup.gate)
  }

  private func beginning(_ settings: EngineSettings) -> @Sendable (Instant) -> Beginning {
    let (flags, tables) = (flags, tables)
    return { moment in
      Beginning(settings: flags, randomSeed: settings.seed, moment: moment, tables: tables)
    }
  }
}

extension KeptTables {
  /// A seed is of the beginning only.
  fileprivate func describesSameTables(as other: KeptTables) -> Bool {
    templates == other.templates && parameters == other.parameters
  }
}
