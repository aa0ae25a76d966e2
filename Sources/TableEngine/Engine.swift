// DynamoDB of one account in one region: called from any thread, with the time as an argument.

import Synchronization
import TableModel
package import VirtualTime

/// One `Mutex` per table, and one for the list of tables. Where several are needed the list comes
/// first, then tables in the order of their names.
package final class Engine: Sendable {
  package let settings: EngineSettings
  let directory: Mutex<Directory>

  /// Whether requests beyond the throughput of their tables are refused.
  private let enforcing = Atomic<Bool>(false)

  /// The account's other regions, where there are any.
  weak let fleet: Fleet?
  /// The same, held by the engine that everybody else holds.
  private let ownedFleet: Fleet?

  package convenience init(_ settings: EngineSettings = EngineSettings()) {
    self.init(settings, fleet: nil)
  }

  init(_ settings: EngineSettings, fleet: Fleet?, owns: Bool = false) {
    self.settings = settings
    self.fleet = fleet
    ownedFleet = owns ? fleet : nil
    directory = Mutex(Directory(random: SeededRandom(seed: settings.seed)))
  }
}

extension Engine {
  /// From now on requests beyond the throughput of their tables are refused.
  ///
  /// Not a setting: what a simulator begins with is put in before, however much it is.
  package func enforceThroughput(at now: Instant) {
    enforce()
    let tables = directory.withLock { Array($0.tables.values) }
    for table in tables { table.state.withLock { $0.followThroughput(at: now) } }
    for engine in ownedFleet?.others ?? [] { engine.enforceThroughput(at: now) }
  }

  package var enforcesThroughput: Bool { enforcing.load(ordering: .relaxed) }

  /// The tables do so already.
  func enforce() { enforcing.store(true, ordering: .relaxed) }
}

/// What the account has besides what is in a table.
struct Directory: Sendable, Codable {
  var tables: [String: Table] = [:]
  /// Deleted tables whose streams can still be read.
  var formerTables: [Table] = []
  var backups: [String: Backup] = [:]
  var exports: [String: ExportDescription] = [:]
  var imports: [String: ImportDescription] = [:]
  var tokens: [String: TokenUse] = [:]
  var random: SeededRandom
}

final class Table: Sendable {
  let name: String
  let state: Mutex<TableState>

  init(_ state: TableState) {
    name = state.name
    self.state = Mutex(state)
  }
}

extension Engine {
  /// The name in a table's name or ARN.
  static func tableName(_ reference: String) -> String {
    // The first letter tells most names from ARNs, and costs less than the prefix.
    guard reference.utf8.first == UInt8(ascii: "a"), reference.hasPrefix("arn:") else {
      return reference
    }
    let parts = reference.split(separator: "/", omittingEmptySubsequences: false)
    return parts.count > 1 ? String(parts[1]) : reference
  }

  func table(_ reference: String) -> Table? {
    let name = Engine.tableName(reference)
    return directory.withLock { $0.tables[name] }
  }

  /// Works on a table's data, once what was due has happened.
  func withData<Result: Sendable>(
    _ reference: String, at now: Instant,
    _ body: (inout TableState) throws(EngineError) -> Result
  ) throws(EngineError) -> Result {
    guard let table = table(reference) else {
      throw .resourceNotFound(EngineMessage.noResource)
    }
    return try table.state.withLock { state throws(EngineError) in
      state.settle(now)
      guard state.isOpen else { throw .resourceNotFound(EngineMessage.noResource) }
      return try body(&state)
    }
  }

  /// Works on a table itself, whatever its status.
  func withTable<Result: Sendable>(
    _ reference: String, at now: Instant,
    _ body: (inout TableState) throws(EngineError) -> Result
  ) throws(EngineError) -> Result {
    let missing = EngineError.resourceNotFound(
      EngineMessage.noTable(Engine.tableName(reference)))
    guard let table = table(reference) else { throw missing }
    let result = try table.state.withLock { state throws(EngineError) -> Result? in
      state.settle(now)
      return state.isGone ? nil : try body(&state)
    }
    guard let result else { throw missing }
    return result
  }

  func arn(table name: String) -> String {
    "arn:\(settings.partition):dynamodb:\(settings.region):\(settings.account):table/\(name)"
  }
}
