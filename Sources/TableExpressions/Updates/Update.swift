// What an update does to an item, with everything that it names put in.

package import TableItems

package indirect enum SetValue: Sendable, Hashable {
  case path(DocumentPath)
  case value(ValueView)
  case ifNotExists(DocumentPath, SetValue)
  case listAppend(SetValue, SetValue)
  case sum(SetValue, SetValue)
  case difference(SetValue, SetValue)
}

package enum UpdateAction: Sendable, Hashable {
  case set(DocumentPath, SetValue)
  case remove(DocumentPath)
  case add(DocumentPath, AttributeValue)
  case delete(DocumentPath, AttributeValue)

  package var path: DocumentPath {
    switch self {
    case .set(let path, _), .remove(let path), .add(let path, _), .delete(let path, _): path
    }
  }

  /// EVIDENCE: how the service sizes an update: 19 bytes for each SET and ADD, 2 for each REMOVE.
  package var sizeBytes: Int {
    switch self {
    case .set, .add: 19
    case .remove, .delete: 2
    }
  }
}

package struct Update: Sendable, Hashable {
  package let actions: [UpdateAction]
  /// `AttributeUpdates` do without where an expression would fail: ADD makes lists longer, and a
  /// DELETE of what is not there is nothing.
  package let isLegacy: Bool

  package init(
    parsing text: String, _ scope: inout PlaceholderScope
  ) throws(ExpressionFault) {
    let (raw, ledger) = try UpdateParser.parse(text)
    var resolution = UpdateResolution(scope: scope, ledger: ledger)
    var actions: [UpdateAction] = []
    for action in raw { actions.append(resolution.resolve(action)) }
    PathCheck.note(actions.map(\.path), &resolution.ledger)
    scope = resolution.scope
    try resolution.ledger.throwFirst()
    self.actions = actions
    isLegacy = false
  }

  package init(legacy updates: [ByteString: LegacyUpdate]) throws(ExpressionFault) {
    var actions: [UpdateAction] = []
    for (name, update) in updates.sorted(by: { $0.key < $1.key }) {
      let path = DocumentPath(name)
      switch (update.action, update.value) {
      case (.put, let value?): actions.append(.set(path, .value(ValueView(value))))
      case (.delete, nil): actions.append(.remove(path))
      case (.add, let value?):
        switch value.type {
        case .number, .stringSet, .numberSet, .binarySet, .list: actions.append(.add(path, value))
        case .string, .binary, .boolean, .null, .map:
          throw LegacyRules.values(
            "ADD action is not supported for the type \(value.type.rawValue)")
        }
      case (.delete, let value?):
        switch value.type {
        case .stringSet, .numberSet, .binarySet: actions.append(.delete(path, value))
        case .string, .number, .binary, .boolean, .null, .map, .list:
          throw LegacyRules.values(
            "DELETE action with value is not supported for the type \(value.type.rawValue)")
        }
      case (.put, nil), (.add, nil):
        throw LegacyRules.values(
          "Only DELETE action is allowed when no attribute value is specified")
      }
    }
    self.actions = actions
    isLegacy = true
  }

  package init(actions: [UpdateAction]) {
    self.actions = actions
    isLegacy = false
  }
}

struct UpdateResolution {
  var scope: PlaceholderScope
  var ledger: FaultLedger

  mutating func resolve(_ action: RawAction) -> UpdateAction {
    let path = scope.resolve(action.path, &ledger)
    switch (action.section, action.value) {
    case (.remove, _), (_, nil): return .remove(path)
    case (.set, let value?): return .set(path, resolve(value))
    case (.add, let value?):
      return .add(path, literal(value, "ADD", [.number, .stringSet, .numberSet, .binarySet]))
    case (.delete, let value?):
      return .delete(path, literal(value, "DELETE", [.stringSet, .numberSet, .binarySet]))
    }
  }

  private mutating func literal(
    _ raw: RawOperand, _ section: String, _ types: [ValueType]
  ) -> AttributeValue {
    guard case .value(let name) = raw, let value = scope.resolve(value: name, &ledger) else {
      return .null
    }
    if !types.contains(value.type) {
      ledger.note(.operandType, ExpressionMessage.sectionType(section, value.type))
    }
    return value.tree
  }

  private mutating func resolve(_ raw: RawOperand) -> SetValue {
    switch raw {
    case .path(let steps): return .path(scope.resolve(steps, &ledger))
    case .value(let name):
      return .value(scope.resolve(value: name, &ledger) ?? ValueView(.null))
    case .sum(let left, let right):
      return .sum(number(resolve(left), "+"), number(resolve(right), "+"))
    case .difference(let left, let right):
      return .difference(number(resolve(left), "-"), number(resolve(right), "-"))
    case .function(let name, let operands): return function(name, operands)
    case .unknown(let operands):
      for operand in operands { _ = resolve(operand) }
      return .value(ValueView(.null))
    }
  }

  private mutating func function(_ name: FunctionName, _ raw: [RawOperand]) -> SetValue {
    var operands: [SetValue] = []
    for operand in raw { operands.append(resolve(operand)) }
    guard operands.count == name.operandCount, operands.count == 2 else {
      ledger.note(.arity, ExpressionMessage.arity(name.rawValue, operands.count))
      return .value(ValueView(.null))
    }
    guard name == .ifNotExists else {
      for case .value(let value) in operands where value.type != .list {
        ledger.note(.operandType, ExpressionMessage.operandType(name.rawValue, value.type))
      }
      return .listAppend(operands[0], operands[1])
    }
    guard case .path(let path) = operands[0] else {
      ledger.note(.operandType, ExpressionMessage.needsPath(name.rawValue))
      return operands[1]
    }
    return .ifNotExists(path, operands[1])
  }

  /// A literal operand of `+` and `-` has to be a number.
  private mutating func number(_ operand: SetValue, _ sign: String) -> SetValue {
    if case .value(let value) = operand, !value.isNumber {
      ledger.note(.operandType, ExpressionMessage.operandType(sign, value.type))
    }
    return operand
  }
}
