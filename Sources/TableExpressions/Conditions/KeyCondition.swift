// What a query asks of keys: equality of the partition key, and a range of the sort key.

package import TableItems
package import TableModel

/// A condition on one attribute of a key.
package enum KeyTest: Sendable, Hashable {
  case compare(Comparison, ValueView)
  case between(ValueView, ValueView)
  case begins(ValueView)

  package var isEquality: Bool {
    if case .compare(.equal, _) = self { return true }
    return false
  }

  package var values: [ValueView] {
    switch self {
    case .compare(_, let value), .begins(let value): [value]
    case .between(let lower, let upper): [lower, upper]
    }
  }
}

/// A condition on each attribute of a key that has one.
package struct KeyCondition: Sendable, Hashable {
  package private(set) var tests: [ByteString: KeyTest] = [:]

  package init(
    parsing text: String, _ scope: inout PlaceholderScope
  ) throws(ExpressionFault) {
    let condition = try Condition(parsing: text, .keyCondition, &scope)
    try collect(condition.tree)
  }

  package init(
    _ conditions: [ByteString: LegacyCondition]
  ) throws(ExpressionFault) {
    for (name, condition) in conditions.sorted(by: { $0.key < $1.key }) {
      try LegacyRules.checkArguments(condition.comparison, condition.values)
      let values = condition.values.map { ValueView($0) }
      switch condition.comparison {
      case .equal: tests[name] = .compare(.equal, values[0])
      case .less: tests[name] = .compare(.less, values[0])
      case .lessOrEqual: tests[name] = .compare(.lessOrEqual, values[0])
      case .greater: tests[name] = .compare(.greater, values[0])
      case .greaterOrEqual: tests[name] = .compare(.greaterOrEqual, values[0])
      case .between: tests[name] = .between(values[0], values[1])
      case .beginsWith: tests[name] = .begins(values[0])
      case .notEqual, .inList, .notNull, .null, .contains, .notContains:
        throw ExpressionFault(
          "Attempted conditional constraint is not an indexable operation")
      }
    }
  }

  /// What a condition says of the attributes of a key: nil unless it fixes the whole partition key.
  /// Whatever else it says is for a filter.
  package init?(
    in condition: ConditionTree?, partition: [ByteString], sort: [ByteString]
  ) {
    let conjuncts = condition?.conjuncts ?? []
    for name in partition {
      let value = conjuncts.compactMap(\.equality).first { $0.name == name }?.value
      guard let value else { return nil }
      tests[name] = .compare(.equal, value)
    }
    for name in sort {
      let found = conjuncts.compactMap { KeyCondition.test(in: $0, of: name) }
      guard let test = found.first(where: \.isEquality) ?? found.first else { return }
      tests[name] = test
      guard test.isEquality else { return }
    }
  }

  private static func test(in tree: ConditionTree, of name: ByteString) -> KeyTest? {
    let path = Operand.path(DocumentPath(name))
    switch tree {
    case .compare(.notEqual, _, _): return nil
    case .compare(let comparison, path, .value(let value)): return .compare(comparison, value)
    case .compare(let comparison, .value(let value), path):
      return .compare(comparison.mirrored, value)
    case .between(path, .value(let low), .value(let high)): return .between(low, high)
    case .begins(path, .value(let beginning)): return .begins(beginning)
    case .and, .or, .not, .compare, .between, .isIn, .exists, .isAbsent, .hasType, .begins,
      .contains:
      return nil
    }
  }

  private mutating func collect(_ tree: ConditionTree) throws(ExpressionFault) {
    switch tree {
    case .and(let left, let right):
      try collect(left)
      try collect(right)
    case .or: throw KeyCondition.badOperator("OR")
    case .not: throw KeyCondition.badOperator("NOT")
    case .isIn: throw KeyCondition.badOperator("IN")
    case .exists: throw KeyCondition.badOperator("attribute_exists")
    case .isAbsent: throw KeyCondition.badOperator("attribute_not_exists")
    case .hasType: throw KeyCondition.badOperator("attribute_type")
    case .contains: throw KeyCondition.badOperator("contains")
    case .compare(.notEqual, _, _): throw KeyCondition.badOperator("<>")
    case .compare(let comparison, let left, let right):
      if case .value = left, case .path = right {
        try add(right, .compare(comparison.mirrored, try value(left)))
      } else {
        try add(left, .compare(comparison, try value(right)))
      }
    case .between(let operand, let lower, let upper):
      try add(operand, .between(try value(lower), try value(upper)))
    case .begins(let operand, let beginning): try add(operand, .begins(try value(beginning)))
    }
  }

  private func value(_ operand: Operand) throws(ExpressionFault) -> ValueView {
    switch operand {
    case .value(let value): return value
    case .path:
      throw ExpressionFault(
        "Invalid condition in KeyConditionExpression: "
          + "Multiple attribute names used in one condition")
    case .size: throw KeyCondition.nestedOperation
    }
  }

  private mutating func add(_ operand: Operand, _ test: KeyTest) throws(ExpressionFault) {
    switch operand {
    case .path(let path):
      guard !path.isNested else {
        throw ExpressionFault(
          .keyCondition, "KeyConditionExpressions cannot have conditions on nested attributes")
      }
      guard tests.updateValue(test, forKey: path.root) == nil else {
        throw ExpressionFault("KeyConditionExpressions must only contain one condition per key")
      }
    case .value:
      throw ExpressionFault(
        "Invalid condition in KeyConditionExpression: No key attribute specified")
    case .size: throw KeyCondition.nestedOperation
    }
  }

  private static let nestedOperation = ExpressionFault(
    .keyCondition, "KeyConditionExpressions cannot contain nested operations")

  private static func badOperator(_ name: String) -> ExpressionFault {
    ExpressionFault("Invalid operator used in KeyConditionExpression: \(name)")
  }
}

extension Comparison {
  /// The comparison with its sides changed over.
  var mirrored: Comparison {
    switch self {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }
}

// MARK: - Against a key

extension KeyCondition {
  /// Tests in the order of a key's attributes: equalities, then what narrows the next one.
  package struct Plan: Sendable, Hashable {
    /// One for each attribute of the partition key.
    package var partition: [ValueView] = []
    /// Of the sort key's first attributes.
    package var sortEqualities: [ValueView] = []
    /// Of the attribute behind those.
    package var range: KeyTest?
  }

  /// How the condition reads a key, each attribute with its type. EVIDENCE: the query API: equality
  /// on every attribute of the partition key, then the sort key's from left to right, the last of
  /// them by any comparison.
  package func plan(
    partition: [(name: ByteString, type: KeyType)], sort: [(name: ByteString, type: KeyType)]
  ) throws(ExpressionFault) -> Plan {
    var plan = Plan()
    for attribute in partition {
      guard let test = tests[attribute.name] else { throw missed(attribute.name) }
      guard case .compare(.equal, let value) = test else {
        throw ExpressionFault("Query key condition not supported")
      }
      try check(test, attribute.type)
      plan.partition.append(value)
    }
    var used = partition.count
    for attribute in sort {
      guard let test = tests[attribute.name] else {
        // An attribute may be left out only if all behind it are.
        guard used == tests.count else { throw missed(attribute.name) }
        break
      }
      guard plan.range == nil else {
        throw ExpressionFault("Query key condition not supported")
      }
      try check(test, attribute.type)
      used += 1
      if case .compare(.equal, let value) = test {
        plan.sortEqualities.append(value)
      } else {
        plan.range = test
      }
    }
    guard used == tests.count else {
      guard let first = sort.first(where: { tests[$0.name] == nil }) else {
        throw ExpressionFault("Query key condition not supported")
      }
      throw missed(first.name)
    }
    return plan
  }

  private func missed(_ name: ByteString) -> ExpressionFault {
    ExpressionFault("Query condition missed key schema element: \(name)")
  }

  private func check(_ test: KeyTest, _ type: KeyType) throws(ExpressionFault) {
    for value in test.values {
      guard value.type.rawValue == type.rawValue else {
        throw ExpressionFault(
          "One or more parameter values were invalid: "
            + "Condition parameter type does not match schema type")
      }
    }
    if case .begins = test, type == .number {
      throw ExpressionFault(.keyCondition, ExpressionMessage.operandType("begins_with", .number))
    }
  }
}
