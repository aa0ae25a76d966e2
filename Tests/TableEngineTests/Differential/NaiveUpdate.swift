// Updates as the rules say: every value from the item as it was, then all of them put in.

import TableItems

extension NaiveTable {
  static func updated(
    _ old: AttributeMap?, _ key: AttributeMap, _ actions: [NaiveAction]
  ) throws(NaiveFault) -> AttributeMap {
    let before = old ?? AttributeMap()
    var after = before
    for entry in key.entries { after[entry.name] = entry.value }
    for action in actions {
      switch action {
      case .set(let path, let value): try set(path, value, before, &after)
      case .remove(let path): try remove(path, before, &after)
      case .add(let name, let value): after[name] = try sum(before[name], value)
      case .delete(let name, let value):
        guard let current = before[name] else { continue }
        guard case .stringSet(let set) = current, case .stringSet(let gone) = value else {
          throw .invalid
        }
        let rest = set.filter { !gone.contains($0) }
        after[name] = rest.isEmpty ? nil : .stringSet(rest)
      case .increase(let name, let by):
        guard case .number(let number)? = before[name] else { throw .invalid }
        after[name] = .number(try plus(number, DecimalNumber(by)))
      case .append(let name, let value):
        guard case .list(let more) = value else { throw .invalid }
        switch before[name] {
        case nil: after[name] = .list(more)
        case .list(let list)?: after[name] = .list(list + more)
        default: throw .invalid
        }
      case .setIfAbsent(let name, let value): after[name] = before[name] ?? value
      }
    }
    return after
  }

  private static func plus(
    _ one: DecimalNumber, _ two: DecimalNumber
  ) throws(NaiveFault) -> DecimalNumber {
    do { return try one.adding(two) } catch { throw .invalid }
  }

  private static func sum(
    _ old: AttributeValue?, _ value: AttributeValue
  ) throws(NaiveFault) -> AttributeValue {
    switch (old, value) {
    case (nil, _): return value
    case (.number(let one)?, .number(let two)): return .number(try plus(one, two))
    case (.stringSet(let one)?, .stringSet(let two)):
      return .stringSet(Set(one + two).sorted())
    default: throw .invalid
    }
  }

  private static func set(
    _ path: NaivePath, _ value: AttributeValue, _ before: AttributeMap, _ after: inout AttributeMap
  ) throws(NaiveFault) {
    if let key = path.key {
      guard case .map(var map)? = before[path.root] else { throw .invalid }
      map[key] = value
      after[path.root] = .map(map)
    } else if let index = path.index {
      guard case .list(var list)? = before[path.root] else { throw .invalid }
      if index < list.count { list[index] = value } else { list.append(value) }
      after[path.root] = .list(list)
    } else {
      after[path.root] = value
    }
  }

  private static func remove(
    _ path: NaivePath, _ before: AttributeMap, _ after: inout AttributeMap
  ) throws(NaiveFault) {
    if let key = path.key {
      guard case .map(var map)? = before[path.root] else { throw .invalid }
      map[key] = nil
      after[path.root] = .map(map)
    } else if let index = path.index {
      guard case .list(var list)? = before[path.root] else { throw .invalid }
      if index < list.count { list.remove(at: index) }
      after[path.root] = .list(list)
    } else {
      after[path.root] = nil
    }
  }
}

extension NaiveAction {
  /// The clause of an update expression.
  func text(_ list: inout PlaceholderList) -> (section: String, text: String) {
    switch self {
    case .set(let path, let value): return ("SET", "\(list.name(path)) = \(list.value(value))")
    case .remove(let path): return ("REMOVE", list.name(path))
    case .add(let name, let value):
      return ("ADD", "\(list.name(NaivePath(root: name))) \(list.value(value))")
    case .delete(let name, let value):
      return ("DELETE", "\(list.name(NaivePath(root: name))) \(list.value(value))")
    case .increase(let name, let by):
      let path = list.name(NaivePath(root: name))
      return ("SET", "\(path) = \(path) + \(list.value(.number(DecimalNumber(by))))")
    case .append(let name, let value):
      let path = list.name(NaivePath(root: name))
      let empty = list.value(.list([]))
      return (
        "SET", "\(path) = list_append(if_not_exists(\(path), \(empty)), \(list.value(value)))"
      )
    case .setIfAbsent(let name, let value):
      let path = list.name(NaivePath(root: name))
      return ("SET", "\(path) = if_not_exists(\(path), \(list.value(value)))")
    }
  }

  static func expression(_ actions: [NaiveAction], _ list: inout PlaceholderList) -> String {
    var sections: [String: [String]] = [:]
    for action in actions {
      let (section, text) = action.text(&list)
      sections[section, default: []].append(text)
    }
    return sections.sorted { $0.key < $1.key }
      .map { "\($0.key) \($0.value.joined(separator: ", "))" }.joined(separator: " ")
  }
}
