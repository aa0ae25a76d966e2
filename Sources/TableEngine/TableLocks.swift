// Several tables locked at once, in the order of their names.

import Synchronization
import TableModel
import VirtualTime

extension Engine {
  /// Works on the data of several tables, in the order of `names`, sorted and none twice.
  func withData<Result: Sendable>(
    tables names: [String], at now: Instant,
    _ body: (inout [TableState]) throws(EngineError) -> Result
  ) throws(EngineError) -> Result {
    let tables = directory.withLock { directory in names.map { directory.tables[$0] } }
    var found: [Table] = []
    for table in tables {
      guard let table else { throw .resourceNotFound(EngineMessage.noResource) }
      found.append(table)
    }
    var states: [TableState] = []
    return try Engine.lock(found[...], &states, now, body)
  }

  /// Locks the first table, then the others inside. A state moves out of its lock and back, since
  /// copies would cost a copy of whatever is changed.
  private static func lock<Result: Sendable>(
    _ tables: ArraySlice<Table>, _ states: inout [TableState], _ now: Instant,
    _ body: (inout [TableState]) throws(EngineError) -> Result
  ) throws(EngineError) -> Result {
    guard let table = tables.first else { return try body(&states) }
    return try table.state.withLock { state throws(EngineError) in
      state.settle(now)
      guard state.isOpen else { throw .resourceNotFound(EngineMessage.noResource) }
      let place = states.count
      states.append(.vacant)
      swap(&state, &states[place])
      defer { swap(&state, &states[place]) }
      return try lock(tables.dropFirst(), &states, now, body)
    }
  }
}

extension TableState {
  /// Stands in a lock while its state is elsewhere.
  static let vacant = TableState(
    TableDefinition(tableName: "", attributeDefinitions: [], keySchema: []), arn: "", id: "",
    created: Instant(milliseconds: 0), EngineSettings())
}
