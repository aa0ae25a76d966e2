// What a simulator begins with: the tables of templates, and the items of a seed.

import AWSNames
import AshlarCommand
import LocalService
import Simulation
import TableEngine
import TableModel
import TableWire
import VirtualTime

struct EngineSetup: Sendable {
  let settings: EngineSettings
  private let tables: [LoadedTable]
  private let seed: SeedItems?

  init(
    _ templates: [InputText], _ options: ServeOptions, _ clock: ServiceClock
  ) throws(ServeFault) {
    var settings = EngineSettings()
    settings.account = options.account
    if let region = options.region { settings.region = region }
    settings.partition = (Region(named: settings.region)?.partition ?? .aws).name
    // Under a virtual clock two runs make up the same names.
    settings.seed = clock.isVirtual ? 1 : UInt64(bitPattern: clock.now.milliseconds)
    settings.expiryLag = TimeSpan(milliseconds: options.ttlLagMilliseconds)
    settings.enforcesThroughput = options.enforcesCapacity
    self.settings = settings
    var tables: [LoadedTable] = []
    var exports: [String: String] = [:]
    for template in templates {
      var templateOptions = TemplateOptions(
        region: settings.region, account: settings.account, partition: settings.partition,
        stack: StackNames.stack(of: template.name),
        parameters: Dictionary(
          options.parameters.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 }))
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
      seed = try options.seed.map { seed throws(SeedFault) in
        try SeedItems(seed.bytes, named: seed.name)
      }
    } catch { throw ServeFault(error.message, help: error.help) }
  }

  func engine(at now: Instant) throws(ServeFault) -> Engine {
    let engine = Fleet.home(settings)
    for table in tables {
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
    do throws(SeedFault) { try seed?.put(into: engine, at: now) } catch {
      throw ServeFault(error.message, help: error.help)
    }
    if settings.enforcesThroughput { engine.enforceThroughput(at: now) }
    return engine
  }
}
