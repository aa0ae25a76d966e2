// The parameters that came before expressions, checked and turned into the trees of expressions.

package import TableItems

package enum LegacyRules {
  /// A condition of `QueryFilter` or `ScanFilter`; nil where the map is empty.
  package static func condition(
    _ filter: [ByteString: LegacyCondition], _ connective: LegacyConnective?
  ) throws(ExpressionFault) -> Condition? {
    var trees: [ConditionTree] = []
    for (name, condition) in filter.sorted(by: { $0.key < $1.key }) {
      try checkArguments(condition.comparison, condition.values)
      trees.append(tree(DocumentPath(name), condition.comparison, condition.values))
    }
    return join(trees, connective)
  }

  /// A condition of `Expected`.
  package static func condition(
    expected: [ByteString: ExpectedAttribute], _ connective: LegacyConnective?
  ) throws(ExpressionFault) -> Condition? {
    var trees: [ConditionTree] = []
    for (name, attribute) in expected.sorted(by: { $0.key < $1.key }) {
      trees.append(try tree(name, attribute))
    }
    return join(trees, connective)
  }

  private static func tree(
    _ name: ByteString, _ expected: ExpectedAttribute
  ) throws(ExpressionFault) -> ConditionTree {
    let path = DocumentPath(name)
    if let comparison = expected.comparison {
      if expected.exists != nil {
        throw values("Exists and ComparisonOperator cannot be used together for Attribute: \(name)")
      }
      if expected.value != nil, expected.values != nil {
        throw values("Value and AttributeValueList cannot be used together for Attribute: \(name)")
      }
      let arguments = expected.values ?? expected.value.map { [$0] } ?? []
      try checkArguments(comparison, arguments)
      return tree(path, comparison, arguments)
    }
    if expected.values != nil {
      throw values(
        "AttributeValueList can only be used with a ComparisonOperator for Attribute: "
          + "\(name)")
    }
    switch (expected.exists ?? true, expected.value) {
    case (true, let value?): return .compare(.equal, .path(path), .value(ValueView(value)))
    case (true, nil):
      throw values(
        "Value must be provided when Exists is \(expected.exists == nil ? "null" : "true") "
          + "for Attribute: \(name)")
    case (false, nil): return .isAbsent(path)
    case (false, _?):
      throw values("Value cannot be used when Exists is false for Attribute: \(name)")
    }
  }

  private static func join(
    _ trees: [ConditionTree], _ connective: LegacyConnective?
  ) -> Condition? {
    guard var all = trees.first else { return nil }
    for tree in trees.dropFirst() {
      switch connective ?? .and {
      case .and: all = .and(all, tree)
      case .or: all = .or(all, tree)
      }
    }
    return Condition(all)
  }

  private static func tree(
    _ path: DocumentPath, _ comparison: LegacyComparison, _ values: [AttributeValue]
  ) -> ConditionTree {
    let operands = values.map { Operand.value(ValueView($0)) }
    switch comparison {
    case .equal: return .compare(.equal, .path(path), operands[0])
    case .notEqual: return .compare(.notEqual, .path(path), operands[0])
    case .less: return .compare(.less, .path(path), operands[0])
    case .lessOrEqual: return .compare(.lessOrEqual, .path(path), operands[0])
    case .greater: return .compare(.greater, .path(path), operands[0])
    case .greaterOrEqual: return .compare(.greaterOrEqual, .path(path), operands[0])
    case .between: return .between(.path(path), operands[0], operands[1])
    case .inList: return .isIn(.path(path), operands)
    case .notNull: return .exists(path)
    case .null: return .isAbsent(path)
    case .contains: return .contains(.path(path), operands[0])
    case .notContains: return .not(.contains(.path(path), operands[0]))
    case .beginsWith: return .begins(.path(path), operands[0])
    }
  }

  /// How many values a comparison takes, and of which types.
  static func checkArguments(
    _ comparison: LegacyComparison, _ arguments: [AttributeValue]
  ) throws(ExpressionFault) {
    let isRightCount =
      switch comparison {
      case .notNull, .null: arguments.isEmpty
      case .between: arguments.count == 2
      case .inList: !arguments.isEmpty
      case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .contains,
        .notContains, .beginsWith:
        arguments.count == 1
      }
    guard isRightCount else {
      throw values(
        "Invalid number of argument(s) for the \(comparison.rawValue) ComparisonOperator")
    }
    for argument in arguments where !accepts(comparison, argument.type) {
      throw values(
        "ComparisonOperator \(comparison.rawValue) is not valid for \(argument.type.rawValue) "
          + "AttributeValue type")
    }
    if comparison == .between {
      let (low, high) = (ValueView(arguments[0]), ValueView(arguments[1]))
      if low.type != high.type {
        throw values("AttributeValues inside AttributeValueList must be of same type")
      }
      if compareBytes(low.payload, high.payload) > 0 {
        throw ExpressionFault(
          "The BETWEEN condition was provided a range where the lower bound is greater than the "
            + "upper bound")
      }
    }
  }

  private static func accepts(_ comparison: LegacyComparison, _ type: ValueType) -> Bool {
    switch comparison {
    case .equal, .notEqual, .notNull, .null: true
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .between, .inList:
      type == .string || type == .number || type == .binary
    case .contains, .notContains:
      type == .string || type == .number || type == .binary || type == .boolean || type == .null
    case .beginsWith: type == .string || type == .binary
    }
  }

  static func values(_ rest: String) -> ExpressionFault {
    ExpressionFault("One or more parameter values were invalid: " + rest)
  }
}
