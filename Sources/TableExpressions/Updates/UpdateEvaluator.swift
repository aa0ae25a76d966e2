// Updates carried out: every value is worked out from the item as it was, then all are put in.

package import TableItems
import TableModel

extension Update {
  /// The item as the update leaves it.
  package func apply(to item: Item) throws(ExpressionFault) -> Item {
    var tree = item.tree
    for change in try changes(to: item) { try change.apply(to: &tree) }
    return Item(tree)
  }

  /// What becomes of each path, in an order in which places in lists keep their meaning: values are
  /// set from the front, removals happen last and from the back.
  private func changes(to item: Item) throws(ExpressionFault) -> [PathChange] {
    var sets: [PathChange] = []
    var removals: [PathChange] = []
    for action in actions {
      switch action {
      case .set(let path, let value):
        sets.append(PathChange(path: path, value: try value.evaluate(in: item)))
      case .remove(let path): removals.append(PathChange(path: path, value: nil))
      case .add(let path, let value):
        let sum = try added(value, to: path.value(in: item)?.tree)
        sets.append(PathChange(path: path, value: sum))
      case .delete(let path, let value):
        guard let old = path.value(in: item)?.tree else { continue }
        if let rest = try remainder(of: old, without: value) {
          sets.append(PathChange(path: path, value: rest))
        } else {
          removals.append(PathChange(path: path, value: nil))
        }
      }
    }
    for set in sets {
      guard let value = set.value, set.path.steps.count + value.depth > Limits.nestingMax else {
        continue
      }
      throw ExpressionFault(ValueFault.nestedTooDeeply.message)
    }
    sets.sort { $0.path.precedes($1.path) }
    removals.sort { $1.path.precedes($0.path) }
    return sets + removals
  }

  private func added(
    _ value: AttributeValue, to old: AttributeValue?
  ) throws(ExpressionFault) -> AttributeValue {
    switch (old, value) {
    case (nil, _): return value
    case (.number(let one)?, .number(let two)):
      do { return .number(try one.adding(two)) } catch { throw ExpressionFault(error.message) }
    case (.stringSet(let one)?, .stringSet(let two)): return .stringSet(union(one, two))
    case (.numberSet(let one)?, .numberSet(let two)): return .numberSet(union(one, two))
    case (.binarySet(let one)?, .binarySet(let two)): return .binarySet(union(one, two))
    case (.list(let one)?, .list(let two)) where isLegacy: return .list(one + two)
    default: throw typeFault
    }
  }

  private func union<Element: Comparable>(_ one: [Element], _ two: [Element]) -> [Element] {
    var merged: [Element] = []
    merged.reserveCapacity(one.count + two.count)
    var (left, right) = (one[...], two[...])
    while let first = left.first, let second = right.first {
      if first <= second {
        merged.append(first)
        left.removeFirst()
        if first == second { right.removeFirst() }
      } else {
        merged.append(second)
        right.removeFirst()
      }
    }
    return merged + left + right
  }

  /// What is left of a set; nil for nothing.
  private func remainder(
    of old: AttributeValue, without value: AttributeValue
  ) throws(ExpressionFault) -> AttributeValue? {
    switch (old, value) {
    case (.stringSet(let one), .stringSet(let two)):
      return rest(of: one, without: two).map { .stringSet($0) }
    case (.numberSet(let one), .numberSet(let two)):
      return rest(of: one, without: two).map { .numberSet($0) }
    case (.binarySet(let one), .binarySet(let two)):
      return rest(of: one, without: two).map { .binarySet($0) }
    default: throw typeFault
    }
  }

  private func rest<Element: Hashable>(of one: [Element], without two: [Element]) -> [Element]? {
    let removed = Set(two)
    let rest = one.filter { !removed.contains($0) }
    return rest.isEmpty ? nil : rest
  }

  /// Legacy updates name the mistake in their own words.
  private var typeFault: ExpressionFault {
    isLegacy
      ? ExpressionFault("Type mismatch for attribute to update") : ExpressionFault.updateType
  }
}

extension ExpressionFault {
  static let updateType = ExpressionFault(
    "An operand in the update expression has an incorrect data type")
  static let missingOperand = ExpressionFault(
    "The provided expression refers to an attribute that does not exist in the item")
  static let badPath = ExpressionFault(
    "The document path provided in the update expression is invalid for update")
}

extension SetValue {
  func evaluate(in item: Item) throws(ExpressionFault) -> AttributeValue {
    switch self {
    case .value(let value): return value.tree
    case .path(let path):
      guard let value = path.value(in: item) else { throw .missingOperand }
      return value.tree
    case .ifNotExists(let path, let fallback):
      if let value = path.value(in: item) { return value.tree }
      return try fallback.evaluate(in: item)
    case .listAppend(let left, let right):
      guard case .list(let first) = try left.evaluate(in: item),
        case .list(let second) = try right.evaluate(in: item)
      else { throw .updateType }
      return .list(first + second)
    case .sum(let left, let right): return try left.arithmetic(right, in: item, isSum: true)
    case .difference(let left, let right): return try left.arithmetic(right, in: item, isSum: false)
    }
  }

  private func arithmetic(
    _ other: SetValue, in item: Item, isSum: Bool
  ) throws(ExpressionFault) -> AttributeValue {
    guard case .number(let one) = try evaluate(in: item),
      case .number(let two) = try other.evaluate(in: item)
    else { throw .updateType }
    do {
      return .number(isSum ? try one.adding(two) : try one.subtracting(two))
    } catch { throw ExpressionFault(error.message) }
  }
}

/// A value put at a path, or taken from it.
private struct PathChange {
  let path: DocumentPath
  let value: AttributeValue?

  func apply(to map: inout AttributeMap) throws(ExpressionFault) {
    guard let first = path.steps.first else {
      map[path.root] = value
      return
    }
    let rest = path.steps.dropFirst()
    let done: Void? = try map.modify(path.root) { inner throws(ExpressionFault) in
      try change(&inner, first, rest)
    }
    if done == nil { throw .badPath }
  }

  private func change(
    _ value: inout AttributeValue, _ step: DocumentPath.Step,
    _ rest: ArraySlice<DocumentPath.Step>
  ) throws(ExpressionFault) {
    switch (step, value) {
    case (.name(let name), .map(var map)):
      // The old value is given up before the map in it is changed, so that nothing is copied.
      value = .null
      defer { value = .map(map) }
      guard let next = rest.first else {
        map[name] = self.value
        return
      }
      let done: Void? = try map.modify(name) { inner throws(ExpressionFault) in
        try change(&inner, next, rest.dropFirst())
      }
      if done == nil { throw .badPath }
    case (.index(let index), .list(var list)):
      value = .null
      defer { value = .list(list) }
      guard let next = rest.first else {
        switch self.value {
        case let new? where index < list.count: list[index] = new
        case let new?: list.append(new)
        case nil where index < list.count: list.remove(at: index)
        case nil: break
        }
        return
      }
      guard index < list.count else { throw .badPath }
      try change(&list[index], next, rest.dropFirst())
    case (.name, _), (.index, _): throw .badPath
    }
  }
}

extension DocumentPath {
  /// Places in lists in ascending order; names in any that is the same each time.
  fileprivate func precedes(_ other: DocumentPath) -> Bool {
    if root != other.root { return root < other.root }
    for (step, otherStep) in zip(steps, other.steps) where step != otherStep {
      switch (step, otherStep) {
      case (.index(let one), .index(let two)): return one < two
      case (.name(let one), .name(let two)): return one < two
      case (.index, .name): return true
      case (.name, .index): return false
      }
    }
    return steps.count < other.steps.count
  }
}

extension AttributeValue {
  /// How many lists and maps lie in one another.
  fileprivate var depth: Int {
    switch self {
    case .list(let list): 1 + (list.map(\.depth).max() ?? 0)
    case .map(let map): 1 + (map.entries.map(\.value.depth).max() ?? 0)
    case .string, .number, .binary, .boolean, .null, .stringSet, .numberSet, .binarySet: 0
    }
  }
}
