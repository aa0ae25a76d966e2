// BatchExecuteStatement and ExecuteTransaction.

import TableExpressions
import TableItems
import TableModel
package import VirtualTime

extension Engine {
  package func batchExecuteStatement(
    _ request: BatchExecuteStatementRequest, at now: Instant
  ) throws(EngineError) -> BatchExecuteStatementResponse {
    try checkCount(request.statements.count, Limits.batchStatementsMax)
    var parsed: [ParsedStatement] = []
    for statement in request.statements { parsed.append(try statement.parse()) }
    guard Set(parsed.map(\.isRead)).count == 1 else {
      throw .validation("Cannot mix read and write operations in a batch")
    }
    var response = BatchExecuteStatementResponse()
    var used: [String: ConsumedCapacity] = [:]
    for (statement, tree) in zip(request.statements, parsed) {
      var answer = BatchStatementResponse(tableName: tree.table)
      do throws(EngineError) {
        var single = ExecuteStatementRequest(statement)
        single.returnConsumedCapacity = request.returnConsumedCapacity
        if case .select(let select) = tree { try checkSingle(select, at: now) }
        let result = try executeStatement(single, at: now)
        answer.item = result.items.first
        if let capacity = result.consumedCapacity {
          used[tree.table] = used[tree.table].map { $0.adding(capacity) } ?? capacity
        }
      } catch { answer.error = error }
      response.responses.append(answer)
    }
    response.consumedCapacity = used.sorted { $0.key < $1.key }.map(\.value)
    return response
  }

  private func checkCount(_ count: Int, _ most: Int) throws(EngineError) {
    guard count >= 1, count <= most else {
      throw .validation(
        "1 validation error detected: Value at 'statements' failed to satisfy constraint: "
          + "Member must have length "
          + (count < 1 ? "greater than or equal to 1" : "less than or equal to \(most)"))
    }
  }

  /// In a batch a SELECT reads one item.
  private func checkSingle(_ select: SelectStatement, at now: Instant) throws(EngineError) {
    guard select.index == nil, let condition = select.condition else {
      throw .validation(
        "Select statements within BatchExecuteStatement must specify the primary key in the "
          + "where clause.")
    }
    let keys = try withData(select.table, at: now) { $0.keys }
    do throws(EngineError) { _ = try keys.split(condition) } catch {
      throw .validation(
        "Select statements within BatchExecuteStatement must specify the primary key in the "
          + "where clause.")
    }
  }

  package func executeTransaction(
    _ request: ExecuteTransactionRequest, at now: Instant
  ) throws(EngineError) -> ExecuteTransactionResponse {
    try checkCount(request.statements.count, Limits.transactionStatementsMax)
    var parsed: [ParsedStatement] = []
    for statement in request.statements { parsed.append(try statement.parse()) }
    guard Set(parsed.map(\.isRead)).count == 1 else {
      throw .validation("Cannot mix read and write operations in a transaction")
    }
    if parsed[0].isRead { return try read(parsed, request, at: now) }
    let done: TransactWriteItemsResponse
    if let token = request.clientRequestToken {
      done = try once(token, .statements(request), at: now) { () throws(EngineError) in
        try write(parsed, request, at: now)
      }
    } else {
      done = try write(parsed, request, at: now).response
    }
    return ExecuteTransactionResponse(
      items: parsed.map { _ in nil }, consumedCapacity: done.consumedCapacity)
  }

  private func write(
    _ parsed: [ParsedStatement], _ request: ExecuteTransactionRequest, at now: Instant
  ) throws(EngineError) -> Transaction {
    var writes: [PreparedWrite] = []
    for (tree, statement) in zip(parsed, request.statements) {
      writes.append(try preparedWrite(tree, statement.onFailure, WriteReturns(), at: now))
    }
    do throws(EngineError) {
      return try transact(
        writes, capacity: request.returnConsumedCapacity, metrics: .none, at: now)
    } catch {
      guard case .transactionCanceled(_, let reasons) = error else { throw error }
      let named = zip(parsed, reasons).map { tree, reason in
        guard case .insert = tree, reason.code == "ConditionalCheckFailed" else { return reason }
        return CancellationReason(
          code: "DuplicateItem", message: "Duplicate primary key exists in table",
          item: reason.item)
      }
      try CancellationReason.throwIfAny(named)
      throw error
    }
  }

  private func read(
    _ parsed: [ParsedStatement], _ request: ExecuteTransactionRequest, at now: Instant
  ) throws(EngineError) -> ExecuteTransactionResponse {
    var gets: [GetItemRequest] = []
    var selects: [SelectStatement] = []
    for case .select(let select) in parsed {
      let keys = try withData(select.table, at: now) { $0.keys }
      guard select.index == nil, let condition = select.condition else { throw KeyPlan.keyNotFixed }
      gets.append(
        GetItemRequest(tableName: select.table, key: try keys.split(condition).key))
      selects.append(select)
    }
    var transaction = TransactGetItemsRequest(gets: gets)
    transaction.returnConsumedCapacity = request.returnConsumedCapacity
    let found = try transactGetItems(transaction, at: now)
    let items = zip(selects, found.items).map { select, item -> Item? in
      guard let item, select.condition.map({ Condition($0).holds(for: item) }) ?? true else {
        return nil
      }
      guard let paths = select.paths else { return item }
      return select.shown(
        ItemProjection(paths: paths.map { DocumentPath($0.root) }).apply(to: item))
    }
    return ExecuteTransactionResponse(items: items, consumedCapacity: found.consumedCapacity)
  }
}

extension ConsumedCapacity {
  func adding(_ other: ConsumedCapacity) -> ConsumedCapacity {
    var meter = Meter(self)
    meter.add(Meter(other))
    return meter.used
  }
}
