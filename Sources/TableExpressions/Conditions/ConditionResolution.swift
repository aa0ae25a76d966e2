// Puts names and values in the place of placeholders, and finds what cannot be meant.

import TableItems

struct ConditionResolution {
  var scope: PlaceholderScope
  var ledger: FaultLedger

  mutating func resolve(_ raw: RawCondition) -> ConditionTree {
    switch raw {
    case .and(let left, let right): return .and(resolve(left), resolve(right))
    case .or(let left, let right): return .or(resolve(left), resolve(right))
    case .not(let inner): return .not(resolve(inner))
    case .compare(let comparison, let left, let right):
      let operands = [resolve(left), resolve(right)]
      checkDistinct(comparison.rawValue, operands)
      if comparison != .equal, comparison != .notEqual {
        for operand in operands { checkOrdered(comparison.rawValue, operand) }
      }
      return .compare(comparison, operands[0], operands[1])
    case .between(let value, let lower, let upper):
      let operands = [resolve(value), resolve(lower), resolve(upper)]
      checkDistinct("BETWEEN", operands)
      for operand in operands { checkOrdered("BETWEEN", operand) }
      checkBounds(operands[1], operands[2])
      return .between(operands[0], operands[1], operands[2])
    case .isIn(let value, let options):
      let first = resolve(value)
      var others: [Operand] = []
      for option in options { others.append(resolve(option)) }
      checkDistinct("IN", [first] + others)
      return .isIn(first, others)
    case .function(let name, let operands): return function(name, operands)
    }
  }

  private mutating func resolve(_ raw: RawOperand) -> Operand {
    switch raw {
    case .path(let steps): return .path(scope.resolve(steps, &ledger))
    case .value(let name):
      return .value(scope.resolve(value: name, &ledger) ?? ValueView(.null))
    case .function(let name, let operands):
      var inner: [Operand] = []
      for operand in operands { inner.append(resolve(operand)) }
      guard checkArity(name, operands.count), let first = inner.first else {
        return .value(ValueView(.null))
      }
      if case .value(let value) = first, !Operand.hasSize(value) {
        ledger.note(.operandType, ExpressionMessage.operandType("size", value.type))
      }
      return .size(of: first)
    case .sum(let left, _), .difference(let left, _): return resolve(left)
    case .unknown(let operands):
      for operand in operands { _ = resolve(operand) }
      return .value(ValueView(.null))
    }
  }

  private mutating func function(_ name: FunctionName, _ raw: [RawOperand]) -> ConditionTree {
    var operands: [Operand] = []
    for operand in raw { operands.append(resolve(operand)) }
    let never = ConditionTree.isIn(.value(ValueView(.null)), [])
    guard checkArity(name, raw.count), let first = operands.first else { return never }
    checkDistinct(name.rawValue, operands)
    switch name {
    case .attributeExists, .attributeNotExists:
      guard case .path(let path) = first else {
        ledger.note(.operandType, ExpressionMessage.needsPath(name.rawValue))
        return never
      }
      return name == .attributeExists ? .exists(path) : .isAbsent(path)
    case .attributeType:
      guard case .value(let value) = operands[1] else {
        ledger.note(.operandType, ExpressionMessage.needsPath(name.rawValue))
        return never
      }
      guard value.type == .string else {
        ledger.note(.operandType, ExpressionMessage.operandType(name.rawValue, value.type))
        return never
      }
      let text = String(decoding: value.payload, as: UTF8.self)
      guard let type = ValueType(rawValue: text) else {
        ledger.note(.operandType, ExpressionMessage.typeName(text))
        return never
      }
      return .hasType(first, type)
    case .beginsWith:
      for case .value(let value) in operands where value.type != .string && value.type != .binary {
        ledger.note(.operandType, ExpressionMessage.operandType(name.rawValue, value.type))
      }
      return .begins(first, operands[1])
    case .contains: return .contains(first, operands[1])
    case .size, .ifNotExists, .listAppend: return never
    }
  }

  private mutating func checkArity(_ name: FunctionName, _ count: Int) -> Bool {
    if count == name.operandCount { return true }
    ledger.note(.arity, ExpressionMessage.arity(name.rawValue, count))
    return false
  }

  private mutating func checkDistinct(_ name: String, _ operands: [Operand]) {
    guard case .path(let path)? = operands.first, operands.dropFirst().contains(.path(path)) else {
      return
    }
    ledger.note(.distinct, ExpressionMessage.notDistinct(name, path))
  }

  /// Only strings, numbers and binaries have an order.
  private mutating func checkOrdered(_ name: String, _ operand: Operand) {
    guard case .value(let value) = operand, !value.isOrdered else { return }
    ledger.note(.operandType, ExpressionMessage.operandType(name, value.type))
  }

  private mutating func checkBounds(_ lower: Operand, _ upper: Operand) {
    guard case .value(let low) = lower, case .value(let high) = upper, low.isOrdered,
      high.isOrdered
    else { return }
    if low.type != high.type {
      ledger.note(.operandType, ExpressionMessage.boundTypes(low, high))
    } else if compareBytes(low.payload, high.payload) > 0 {
      ledger.note(.operandType, ExpressionMessage.bounds(low, high))
    }
  }
}

extension ValueView {
  package var isOrdered: Bool {
    switch type {
    case .string, .number, .binary: true
    case .boolean, .null, .list, .map, .stringSet, .numberSet, .binarySet: false
    }
  }
}
