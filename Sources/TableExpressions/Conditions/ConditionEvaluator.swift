// Whether an item meets a condition.

package import TableItems

extension Condition {
  package func holds(for item: Item) -> Bool { holds(tree, item) }

  private func holds(_ tree: ConditionTree, _ item: Item) -> Bool {
    switch tree {
    case .and(let left, let right): return holds(left, item) && holds(right, item)
    case .or(let left, let right): return holds(left, item) || holds(right, item)
    case .not(let inner): return !holds(inner, item)
    case .compare(let comparison, let left, let right):
      return comparison.holds(left.value(in: item), right.value(in: item))
    case .between(let operand, let lower, let upper):
      let value = operand.value(in: item)
      return Comparison.greaterOrEqual.holds(value, lower.value(in: item))
        && Comparison.lessOrEqual.holds(value, upper.value(in: item))
    case .isIn(let operand, let options):
      guard let value = operand.value(in: item) else { return false }
      return options.contains { $0.value(in: item) == value }
    case .exists(let path): return path.value(in: item) != nil
    case .isAbsent(let path): return path.value(in: item) == nil
    case .hasType(let operand, let type): return operand.value(in: item)?.type == type
    case .begins(let whole, let beginning):
      guard let whole = whole.value(in: item), let beginning = beginning.value(in: item) else {
        return false
      }
      return whole.begins(with: beginning)
    case .contains(let whole, let part):
      guard let whole = whole.value(in: item), let part = part.value(in: item) else {
        return false
      }
      return whole.contains(part)
    }
  }
}

extension Comparison {
  /// EVIDENCE: measured at the service: `<>` holds when a side is missing or of another type, all
  /// others do not.
  func holds(_ left: ValueView?, _ right: ValueView?) -> Bool {
    guard let left, let right else { return self == .notEqual }
    switch self {
    case .equal: return left == right
    case .notEqual: return left != right
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      guard left.tag == right.tag, left.isOrdered else { return false }
      let order = compareBytes(left.payload, right.payload)
      switch self {
      case .less: return order < 0
      case .lessOrEqual: return order <= 0
      case .greater: return order > 0
      case .greaterOrEqual, .equal, .notEqual: return order >= 0
      }
    }
  }
}

extension Operand {
  func value(in item: Item) -> ValueView? {
    switch self {
    case .path(let path): return path.value(in: item)
    case .value(let value): return value
    case .size(let inner):
      guard let value = inner.value(in: item), let size = Operand.size(of: value) else {
        return nil
      }
      return ValueView(.number(DecimalNumber(size)))
    }
  }

  static func hasSize(_ value: ValueView) -> Bool { size(of: value) != nil }

  /// What `size()` says of a value; numbers, booleans and null have none.
  ///
  /// UNCERTAIN: the documentation counts the bytes of a string; measured were UTF-16 units, which
  /// is the choice here.
  static func size(of value: ValueView) -> Int? {
    switch value.type {
    case .string: String(decoding: value.payload, as: UTF8.self).utf16.count
    case .binary: value.payload.count
    case .list, .map, .stringSet, .numberSet, .binarySet: value.count
    case .number, .boolean, .null: nil
    }
  }
}

extension ValueView {
  func begins(with beginning: ValueView) -> Bool {
    guard tag == beginning.tag, type == .string || type == .binary else { return false }
    return payload.starts(with: beginning.payload)
  }

  func contains(_ part: ValueView) -> Bool {
    switch type {
    case .string, .binary:
      guard tag == part.tag else { return false }
      return payload.holds(part.payload)
    case .list, .stringSet, .numberSet, .binarySet: return elements.contains { $0 == part }
    case .number, .boolean, .null, .map: return false
    }
  }
}

extension ArraySlice<UInt8> {
  /// Whether the bytes of `part` stand somewhere in these, next to each other: in linear time, by
  /// how far each beginning of `part` repeats itself (Knuth, Morris and Pratt).
  func holds(_ part: ArraySlice<UInt8>) -> Bool {
    guard let first = part.first, part.count <= count else { return part.isEmpty }
    guard part.count > 1 else { return contains(first) }
    let needle = Array(part)
    var repeats = [0]
    var matched = 0
    for index in 1..<needle.count {
      while matched > 0, needle[index] != needle[matched] { matched = repeats[matched - 1] }
      if needle[index] == needle[matched] { matched += 1 }
      repeats.append(matched)
    }
    matched = 0
    for byte in self {
      while matched > 0, byte != needle[matched] { matched = repeats[matched - 1] }
      if byte == needle[matched] { matched += 1 }
      if matched == needle.count { return true }
    }
    return false
  }
}
