// A statement of PartiQL, with its parameters put in.

package import TableItems

package struct SelectStatement: Sendable, Hashable {
  package var table: String
  package var index: String?
  /// Nil for everything.
  package var paths: [DocumentPath]?
  package var condition: ConditionTree?
  package var order: [(name: ByteString, isDescending: Bool)] = []

  package static func == (left: SelectStatement, right: SelectStatement) -> Bool {
    left.table == right.table && left.index == right.index && left.paths == right.paths
      && left.condition == right.condition && left.order.elementsEqual(right.order, by: ==)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(table)
    hasher.combine(condition)
  }
}

package enum StatementReturning: Sendable, Hashable {
  case nothing, allOld, allNew, modifiedOld, modifiedNew
}

package enum ParsedStatement: Sendable, Hashable {
  case select(SelectStatement)
  /// `EXISTS(SELECT …)`: a check within a transaction.
  case exists(SelectStatement)
  case insert(table: String, AttributeMap)
  case update(table: String, [UpdateAction], ConditionTree, StatementReturning)
  case delete(table: String, ConditionTree, StatementReturning)

  package var isRead: Bool {
    if case .select = self { return true }
    return false
  }

  package var table: String {
    switch self {
    case .select(let select), .exists(let select): select.table
    case .insert(let table, _), .update(let table, _, _, _), .delete(let table, _, _): table
    }
  }
}

extension ConditionTree {
  /// The conditions that must all hold.
  package var conjuncts: [ConditionTree] {
    if case .and(let left, let right) = self { return left.conjuncts + right.conjuncts }
    return [self]
  }

  /// The attribute that has to be equal to a value, if that is what this asks.
  package var equality: (name: ByteString, value: ValueView)? {
    guard case .compare(.equal, let left, let right) = self else { return nil }
    switch (left, right) {
    case (.path(let path), .value(let value)), (.value(let value), .path(let path)):
      return path.isNested ? nil : (path.root, value)
    case (.path, .path), (.value, .value), (.size, _), (_, .size): return nil
    }
  }
}
