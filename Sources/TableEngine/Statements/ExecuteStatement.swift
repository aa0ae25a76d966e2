// ExecuteStatement: one statement of PartiQL.

import TableExpressions
import TableItems
import TableModel
package import VirtualTime

extension Engine {
  package func executeStatement(
    _ request: ExecuteStatementRequest, at now: Instant
  ) throws(EngineError) -> ExecuteStatementResponse {
    let parsed = try request.statement.parse()
    switch parsed {
    case .select(let select): return try run(select, request, at: now)
    case .exists:
      throw .validation("EXISTS is not supported outside of a transaction")
    case .insert, .update, .delete:
      var returns = WriteReturns()
      returns.capacity = request.returnConsumedCapacity
      let write = try preparedWrite(
        parsed, request.statement.onFailure, returns, at: now)
      do throws(EngineError) {
        let response = try self.write(write, at: now)
        return ExecuteStatementResponse(
          items: response.attributes.map { [$0] } ?? [],
          consumedCapacity: response.consumedCapacity)
      } catch { throw StatementError.named(error, for: parsed) }
    }
  }

  func run(
    _ select: SelectStatement, _ request: ExecuteStatementRequest, at now: Instant
  ) throws(EngineError) -> ExecuteStatementResponse {
    var page = PageRequest(tableName: select.table)
    page.indexName = select.index
    page.consistentRead = request.statement.consistentRead
    page.limit = request.limit
    page.returnConsumedCapacity = request.returnConsumedCapacity
    if let token = request.nextToken { page.exclusiveStartKey = try StatementToken.key(in: token) }
    let found = try withData(select.table, at: now) { state throws(EngineError) in
      try state.servePage(try state.page(select, page), at: now)
    }
    var response = ExecuteStatementResponse(consumedCapacity: found.consumedCapacity)
    response.items = (found.items ?? []).map { select.shown($0) }
    response.lastEvaluatedKey = found.lastEvaluatedKey
    response.nextToken = found.lastEvaluatedKey.map { StatementToken.text(of: $0) }
    return response
  }

  /// What a statement writes; its table says which of its conditions are the key.
  func preparedWrite(
    _ statement: ParsedStatement, _ onFailure: ReturnOnFailure, _ returns: WriteReturns,
    at now: Instant
  ) throws(EngineError) -> PreparedWrite {
    let keys = try withData(statement.table, at: now) { $0.keys }
    var returns = returns
    switch statement {
    case .insert(_, let map):
      let item = StoredItem(Item(map))
      guard item.size <= Limits.itemBytesMax else { throw .validation(EngineMessage.itemSize) }
      let name = keys.partition.first?.name ?? ""
      return PreparedWrite(
        tableName: statement.table, kind: .put(item),
        condition: Condition(.isAbsent(DocumentPath(name))), onFailure: onFailure,
        returns: returns)
    case .update(_, let actions, let condition, let returning):
      let (key, rest) = try keys.split(condition)
      returns.values = returning.values
      let exists = ConditionTree.exists(DocumentPath(keys.partition.first?.name ?? ""))
      return PreparedWrite(
        tableName: statement.table, kind: .update(key: key, Update(actions: actions)),
        condition: Condition(rest.map { .and(exists, $0) } ?? exists), onFailure: onFailure,
        returns: returns)
    case .delete(_, let condition, let returning):
      let (key, rest) = try keys.split(condition)
      guard returning == .nothing || returning == .allOld else {
        throw .validation("DELETE statements can return only ALL OLD *")
      }
      returns.values = returning.values
      return PreparedWrite(
        tableName: statement.table, kind: .delete(key: key),
        condition: rest.map { Condition($0) }, onFailure: onFailure, returns: returns)
    case .exists(let select):
      guard let condition = select.condition else { throw KeyPlan.keyNotFixed }
      let (key, rest) = try keys.split(condition)
      let exists = ConditionTree.exists(DocumentPath(keys.partition.first?.name ?? ""))
      return PreparedWrite(
        tableName: statement.table, kind: .check(key: key),
        condition: Condition(rest.map { .and(exists, $0) } ?? exists), onFailure: onFailure)
    case .select: throw .validation("Statement is a read where a write was expected")
    }
  }
}

extension Statement {
  func parse() throws(EngineError) -> ParsedStatement {
    do { return try StatementParser.parse(text, parameters ?? []) } catch {
      throw EngineError(error)
    }
  }
}

extension StatementReturning {
  var values: ReturnValues {
    switch self {
    case .nothing: .none
    case .allOld: .allOld
    case .allNew: .allNew
    case .modifiedOld: .updatedOld
    case .modifiedNew: .updatedNew
    }
  }
}

enum StatementError {
  /// An insertion over an item has its own error.
  static func named(_ error: EngineError, for statement: ParsedStatement) -> EngineError {
    guard case .conditionalCheckFailed = error, case .insert = statement else { return error }
    return .duplicateItem("Duplicate primary key exists in table")
  }
}

/// Where the next page of a SELECT begins.
enum StatementToken {
  static func text(of key: Item) -> String { Base64.text(of: key.encoded) }

  static func key(in token: String) throws(EngineError) -> Item {
    guard let bytes = Base64.bytes(of: token.utf8), let item = Item(checking: bytes) else {
      throw .validation("Invalid NextToken")
    }
    return item
  }
}

extension KeyPlan {
  static let keyNotFixed = EngineError.validation(
    "Where clause does not contain a mandatory equality on all key attributes")

  /// The key that a condition fixes, and what else it asks.
  func split(
    _ condition: ConditionTree
  ) throws(EngineError) -> (key: Item, rest: ConditionTree?) {
    var key = AttributeMap()
    var rest: ConditionTree?
    for part in condition.conjuncts {
      if let (name, value) = part.equality, contains(name), key[name] == nil {
        key[name] = value.tree
      } else {
        rest = rest.map { .and($0, part) } ?? part
      }
    }
    guard key.count == attributes.count else { throw KeyPlan.keyNotFixed }
    return (Item(key), rest)
  }
}

extension TableState {
  /// A query where the condition fixes the partition key, else a scan.
  func page(
    _ select: SelectStatement, _ request: PageRequest
  ) throws(EngineError) -> PreparedPage {
    var plan = keys
    if let name = select.index {
      guard let place = index(named: name) else {
        throw .validation(EngineMessage.noIndex(name))
      }
      plan = indexes[place].keys
    }
    let condition = KeyCondition(
      in: select.condition, partition: plan.partition.map(\.name), sort: plan.sort.map(\.name))
    if !select.order.isEmpty {
      guard condition != nil else {
        throw .validation(
          "Must have at least one non-optional hash key condition in WHERE clause when using "
            + "ORDER BY clause.")
      }
      let names = Set(plan.attributes.map(\.name))
      guard select.order.allSatisfy({ names.contains($0.name) }) else {
        throw .validation("Variable reference in ORDER BY must be part of the primary key")
      }
    }
    let sort = Set(plan.sort.map(\.name))
    return PreparedPage(
      request, keyCondition: condition, filter: select.condition.map { Condition($0) },
      projection: select.paths.map { paths in
        ItemProjection(paths: paths.map { DocumentPath($0.root) })
      },
      isForward: !(select.order.first { sort.contains($0.name) }?.isDescending ?? false))
  }
}

extension SelectStatement {
  /// What of an item is returned: a nested value under its own name.
  func shown(_ item: Item) -> Item {
    guard let paths, paths.contains(where: \.isNested) else { return item }
    var map = AttributeMap()
    for path in paths {
      guard let value = path.value(in: item) else { continue }
      let names = path.steps.compactMap { step in
        if case .name(let name) = step { name } else { ByteString?.none }
      }
      map[names.last ?? path.root] = value.tree
    }
    return Item(map)
  }
}
