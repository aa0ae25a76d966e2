// What a simulator begins with: the tables of templates, and the items of a seed.

import AWSNames
import AccessGate
import AshlarCommand
import Durability
import LocalService
import Simulation
import TableEngine
import TableModel
import TableWire
import VirtualTime

struct EngineSetup: Sendable {
  let settings: EngineSettings
  let gate: StackGate?
  private let tables: [LoadedTable]
  private let seed: SeedItems?

  init(
    _ kept: KeptTables, _ settings: EngineSettings, _ options: ServeOptions,
    log: @escaping @Sendable (String) -> Void
  ) throws(ServeFault) {
    self.settings = settings
    gate = try GateSetup.gate(kept, options, settings, log: log)
    let parameters = kept.parameters.map { ($0.name, String(decoding: $0.bytes, as: UTF8.self)) }
    var tables: [LoadedTable] = []
    var exports: [String: String] = [:]
    for template in kept.templates {
      var templateOptions = TemplateOptions(
        region: settings.region, account: settings.account, partition: settings.partition,
        stack: StackNames.stack(of: template.name),
        parameters: Dictionary(parameters, uniquingKeysWith: { $1 }))
      // Given in the order in which they are deployed: each may import from those before it.
      templateOptions.imports = exports
      do throws(LoadFault) {
        tables += try TemplateLoader.tables(
          in: template.bytes, named: template.name, templateOptions)
        templateOptions.unknowns = .marked
        exports.merge(
          try OpenTemplate(template.bytes, named: template.name, templateOptions).exports()
        ) { $1 }
      } catch { throw ServeFault(error.message, help: error.help) }
    }
    self.tables = tables
    do throws(SeedFault) {
      seed = try kept.seed.first.map { seed throws(SeedFault) in
        try SeedItems(seed.bytes, named: seed.name)
      }
    } catch { throw ServeFault(error.message, help: error.help) }
  }

  func engine(at now: Instant) throws(ServeFault) -> Engine {
    let engine = Fleet.home(settings)
    for table in tables { try make(table, in: engine, at: now) }
    do throws(SeedFault) { try seed?.put(into: engine, at: now) } catch {
      throw ServeFault(error.message, help: error.help)
    }
    try GateSetup.prepare(engine, for: gate, at: now)
    if settings.enforcesThroughput { engine.enforceThroughput(at: now) }
    return engine
  }

  /// Makes the tables that are not there; those that are stay as they are.
  func addTables(to engine: Engine, at now: Instant) throws(ServeFault) {
    for table in tables where !engine.hasTable(table.definition.tableName) {
      try make(table, in: engine, at: now)
    }
    try GateSetup.prepare(engine, for: gate, at: now)
  }

  private func make(
    _ table: LoadedTable, in engine: Engine, at now: Instant
  ) throws(ServeFault) {
    do throws(EngineError) {
      _ = try engine.createTable(table.definition, at: now)
      if let recovery = table.recovery, recovery.isEnabled {
        _ = try engine.updateContinuousBackups(
          table.definition.tableName, isEnabled: true, days: recovery.days, at: now)
      }
      if let expiry = table.timeToLive {
        _ = try engine.updateTimeToLive(table.definition.tableName, expiry, at: now)
      }
      for region in table.replicaRegions {
        var update = UpdateTableRequest(tableName: table.definition.tableName)
        update.replicaChanges = [.create(region: region, keyID: nil, tableClass: nil)]
        _ = try engine.updateTable(update, at: now)
      }
    } catch {
      throw ServeFault(
        "the table `\(table.logicalID)` cannot be made: \(error.message)",
        help: "DynamoDB would refuse it with the same words")
    }
  }
}

extension KeptTables {
  init(_ templates: [InputText], _ options: ServeOptions) {
    self.init(
      templates: templates.map { KeptFile(name: $0.name, bytes: $0.bytes) },
      parameters: options.parameters.map { KeptFile(name: $0.name, bytes: Array($0.value.utf8)) },
      seed: options.seed.map { [KeptFile(name: $0.name, bytes: $0.bytes)] } ?? [])
  }
}

extension EngineSettings {
  init(_ options: ServeOptions, _ clock: ServiceClock) {
    self.init()
    account = options.account
    if let region = options.region { self.region = region }
    partition = (Region(named: region)?.partition ?? .aws).name
    // Under a virtual clock two runs make up the same names.
    seed = clock.isVirtual ? 1 : UInt64(bitPattern: clock.now.milliseconds)
    expiryLag = TimeSpan(milliseconds: options.ttlLagMilliseconds)
    enforcesThroughput = options.enforcesCapacity
    // What is kept is asked again at each start, and files may have changed by then.
    buckets = options.buckets.map { BucketFolder(files: $0) }
  }
}
