// TransactWriteItems: all of its writes, or none and the reasons.

import Synchronization
import TableItems
import TableModel
package import VirtualTime

extension Engine {
  package func transactWriteItems(
    _ request: TransactWriteItemsRequest, at now: Instant
  ) throws(EngineError) -> TransactWriteItemsResponse {
    try Engine.checkTransactionCount(request.writes.count, member: "transactItems")
    if let token = request.clientRequestToken {
      return try once(token, .writes(request), at: now) { () throws(EngineError) in
        try writeAll(request, at: now)
      }
    }
    return try writeAll(request, at: now).response
  }

  static func checkTransactionCount(_ count: Int, member: String) throws(EngineError) {
    let failed = "1 validation error detected: Value at '\(member)' failed to satisfy constraint: "
    if count < 1 {
      throw .validation(failed + "Member must have length greater than or equal to 1")
    }
    if count > Limits.transactionItemsMax {
      throw .validation(
        failed + "Member must have length less than or equal to \(Limits.transactionItemsMax)")
    }
  }

  private func writeAll(
    _ request: TransactWriteItemsRequest, at now: Instant
  ) throws(EngineError) -> Transaction {
    var writes: [PreparedWrite] = []
    for write in request.writes {
      switch write {
      case .put(let put): writes.append(try PreparedWrite(put))
      case .update(let update): writes.append(try PreparedWrite(update))
      case .delete(let delete): writes.append(try PreparedWrite(delete))
      case .check(let check): writes.append(try PreparedWrite(check))
      }
    }
    return try transact(
      writes, capacity: request.returnConsumedCapacity,
      metrics: request.returnItemCollectionMetrics, at: now)
  }

  /// What a transaction answered, and what answering again would cost.
  struct Transaction: Sendable {
    let response: TransactWriteItemsResponse
    let replay: TransactWriteItemsResponse
  }

  func transact(
    _ writes: [PreparedWrite], capacity: ReturnConsumedCapacity,
    metrics: ReturnItemCollectionMetrics, at now: Instant
  ) throws(EngineError) -> Transaction {
    let names = Set(writes.map { Engine.tableName($0.tableName) }).sorted()
    return try withData(tables: names, at: now) { states throws(EngineError) in
      var places: [Int] = []
      for write in writes {
        places.append(names.firstIndex(of: Engine.tableName(write.tableName)) ?? 0)
      }
      let changes = try Engine.plan(writes, places, &states, at: now)
      var meters = names.map { Meter($0) }
      var replays = meters
      var touched: [[ItemCollectionMetrics]] = names.map { _ in [] }
      for (write, (change, place)) in zip(writes, zip(changes, places)) {
        var meter = Meter(names[place])
        meter.write(2 * change.writeUnits)
        let size = max(change.old?.size ?? 0, change.new?.size ?? 0)
        replays[place].read(2 * StoredItem.readHalves(size, isConsistent: true))
        states[place].commit(change, .request, at: now, &meter)
        states[place].charge(change, meter, at: now)
        meters[place].add(meter)
        states[place].occupy(change.key, until: now + settings.transactionSpan, at: now)
        if case .check = write.kind { continue }
        if let metric = states[place].metrics(change, metrics) { touched[place].append(metric) }
      }
      return Transaction(
        response: TransactWriteItemsResponse(
          consumedCapacity: meters.compactMap { $0.report(capacity, showsKinds: true) },
          itemCollectionMetrics: zip(names, touched).filter { !$1.isEmpty }.map {
            TableMetrics(tableName: $0, metrics: $1)
          }),
        replay: TransactWriteItemsResponse(
          consumedCapacity: replays.compactMap { $0.report(capacity, showsKinds: true) }))
    }
  }

  /// Every change, or the reasons why there is to be none.
  private static func plan(
    _ writes: [PreparedWrite], _ places: [Int], _ states: inout [TableState], at now: Instant
  ) throws(EngineError) -> [ItemChange] {
    var changes: [ItemChange] = []
    var prepared: [(change: ItemChange, place: Int)] = []
    var reasons: [CancellationReason] = []
    var seen: Set<TransactionKey> = []
    var bytes = 0
    for (write, place) in zip(writes, places) {
      if let key = states[place].keyOf(write),
        !seen.insert(TransactionKey(table: place, key: key)).inserted
      {
        throw .validation(EngineMessage.duplicateOperations)
      }
    }
    for (write, place) in zip(writes, places) {
      do throws(EngineError) {
        let change = try states[place].admit(write, at: now)
        try states[place].checkFree(change.key, at: now)
        bytes += max(change.old?.size ?? 0, change.new?.size ?? 0)
        changes.append(change)
        prepared.append((change, place))
        reasons.append(.none)
      } catch { reasons.append(try CancellationReason(error)) }
    }
    do throws(EngineError) { try CancellationReason.throwIfAny(reasons) } catch {
      charge(prepared, reasons, &states, at: now)
      throw error
    }
    guard bytes <= Limits.transactionBytesMax else {
      throw .validation(EngineMessage.transactionSize)
    }
    return changes
  }

  /// A transaction that is cancelled was prepared: each of its items has been written once of the
  /// two times that a transaction writes it. A condition that failed was charged when it did.
  ///
  /// EVIDENCE: Developer Guide, "Amazon DynamoDB Transactions: How it works", "Capacity
  /// management": one write to prepare, one to commit. UNCERTAIN: what is charged when units are
  /// what it lacked; here nothing.
  private static func charge(
    _ prepared: [(change: ItemChange, place: Int)], _ reasons: [CancellationReason],
    _ states: inout [TableState], at now: Instant
  ) {
    guard !reasons.contains(where: \.isThrottling) else { return }
    for (change, place) in prepared {
      var meter = Meter(states[place].name)
      meter.write(change.writeUnits)
      states[place].charge(change, meter, at: now)
    }
  }
}

struct TransactionKey: Hashable {
  let table: Int
  let key: [UInt8]
}

extension TableState {
  /// The key that a write is about, if it has one.
  func keyOf(_ write: PreparedWrite) -> [UInt8]? {
    do throws(EngineError) {
      switch write.kind {
      case .put(let put): return try keys.key(ofItem: put.item)
      case .delete(let key), .update(let key, _), .check(let key): return try keys.key(key)
      }
    } catch { return nil }
  }

  mutating func occupy(_ key: [UInt8], until due: Instant, at now: Instant) {
    guard due > now else { return }
    occupied = occupied.filter { $0.value > now }
    occupied[key] = due
  }

  func checkFree(_ key: [UInt8], at now: Instant) throws(EngineError) {
    guard !occupied.isEmpty, let due = occupied[key], due > now else { return }
    throw .transactionConflict(EngineMessage.conflict)
  }
}

extension CancellationReason {
  /// The reason that an error of one item is for the whole transaction; others end it as they are.
  init(_ error: EngineError) throws(EngineError) {
    switch error {
    case .conditionalCheckFailed(let message, let item):
      self.init(code: "ConditionalCheckFailed", message: message, item: item)
    case .validation(let message): self.init(code: "ValidationError", message: message)
    case .itemCollectionSizeLimitExceeded(let message):
      self.init(code: "ItemCollectionSizeLimitExceeded", message: message)
    case .transactionConflict(let message): self.init(code: "TransactionConflict", message: message)
    case .provisionedThroughputExceeded(let message, _):
      self.init(code: "ProvisionedThroughputExceeded", message: message)
    case .throttling(let message, _):
      self.init(code: "ThrottlingError", message: message)
    case .duplicateItem(let message): self.init(code: "DuplicateItem", message: message)
    case .accessDenied, .transactionCanceled, .transactionInProgress, .idempotentParameterMismatch,
      .requestLimitExceeded, .replicatedWriteConflict, .limitExceeded, .resourceNotFound,
      .resourceInUse, .tableNotFound, .tableAlreadyExists, .tableInUse, .indexNotFound,
      .backupNotFound, .backupInUse, .continuousBackupsUnavailable,
      .pointInTimeRecoveryUnavailable, .invalidRestoreTime, .exportNotFound, .exportConflict,
      .invalidExportTime, .importNotFound, .importConflict, .policyNotFound, .replicaNotFound,
      .replicaAlreadyExists, .globalTableNotFound, .globalTableAlreadyExists, .expiredIterator,
      .trimmedDataAccess, .internalServerError:
      throw error
    }
  }

  var isThrottling: Bool { code == "ProvisionedThroughputExceeded" || code == "ThrottlingError" }

  static func throwIfAny(_ reasons: [CancellationReason]) throws(EngineError) {
    guard reasons.contains(where: { $0 != .none }) else { return }
    throw .transactionCanceled(
      "Transaction cancelled, please refer cancellation reasons for specific reasons "
        + reasons.map(\.code).listed,
      reasons: reasons)
  }
}
