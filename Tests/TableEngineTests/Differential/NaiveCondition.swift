// A condition as a test makes one up, its text, and a direct reading of what it means.

import TableItems
import VirtualTime

struct NaivePath: Sendable, CustomStringConvertible {
  var root: ByteString
  var key: ByteString?
  var index: Int?

  func value(in item: AttributeMap) -> AttributeValue? {
    guard let value = item[root] else { return nil }
    if let key {
      guard case .map(let map) = value else { return nil }
      return map[key]
    }
    if let index {
      guard case .list(let list) = value, index < list.count else { return nil }
      return list[index]
    }
    return value
  }

  var description: String {
    key.map { "\(root).\($0)" } ?? index.map { "\(root)[\($0)]" } ?? root.description
  }
}

/// Gathers the placeholders of an expression.
struct PlaceholderList {
  var names: [ByteString: ByteString] = [:]
  var values = AttributeMap()

  mutating func name(_ path: NaivePath) -> String {
    let placeholder = "#\(path.root)"
    names[ByteString(placeholder)] = path.root
    if let key = path.key {
      names[ByteString("#\(key)")] = key
      return "\(placeholder).#\(key)"
    }
    return path.index.map { "\(placeholder)[\($0)]" } ?? placeholder
  }

  mutating func value(_ value: AttributeValue) -> String {
    let placeholder = ":v\(values.count)"
    values[ByteString(placeholder)] = value
    return placeholder
  }
}

indirect enum NaiveCondition: Sendable, CustomStringConvertible {
  case compare(String, NaivePath, AttributeValue)
  case between(NaivePath, AttributeValue, AttributeValue)
  case isIn(NaivePath, [AttributeValue])
  case exists(NaivePath)
  case isAbsent(NaivePath)
  case begins(NaivePath, String)
  case contains(NaivePath, AttributeValue)
  case size(String, NaivePath, Int)
  case type(NaivePath, ValueType)
  case and(NaiveCondition, NaiveCondition)
  case or(NaiveCondition, NaiveCondition)
  case not(NaiveCondition)

  var description: String {
    var list = PlaceholderList()
    return text(&list) + " with \(Item(list.values))"
  }

  func text(_ list: inout PlaceholderList) -> String {
    switch self {
    case .compare(let sign, let path, let value):
      return "\(list.name(path)) \(sign) \(list.value(value))"
    case .between(let path, let low, let high):
      return "\(list.name(path)) BETWEEN \(list.value(low)) AND \(list.value(high))"
    case .isIn(let path, let values):
      let options = values.map { list.value($0) }.joined(separator: ", ")
      return "\(list.name(path)) IN (\(options))"
    case .exists(let path): return "attribute_exists(\(list.name(path)))"
    case .isAbsent(let path): return "attribute_not_exists(\(list.name(path)))"
    case .begins(let path, let text):
      return "begins_with(\(list.name(path)), \(list.value(.string(ByteString(text)))))"
    case .contains(let path, let value):
      return "contains(\(list.name(path)), \(list.value(value)))"
    case .size(let sign, let path, let count):
      return "size(\(list.name(path))) \(sign) \(list.value(.number(DecimalNumber(count))))"
    case .type(let path, let type):
      return "attribute_type(\(list.name(path)), \(list.value(.string(ByteString(type.rawValue)))))"
    case .and(let left, let right): return "(\(left.text(&list))) AND (\(right.text(&list)))"
    case .or(let left, let right): return "(\(left.text(&list))) OR (\(right.text(&list)))"
    case .not(let inner): return "NOT (\(inner.text(&list)))"
    }
  }

  func holds(_ item: AttributeMap) -> Bool {
    switch self {
    case .compare(let sign, let path, let value):
      return compares(sign, path.value(in: item), value)
    case .between(let path, let low, let high):
      return compares(">=", path.value(in: item), low) && compares("<=", path.value(in: item), high)
    case .isIn(let path, let values):
      return path.value(in: item).map { values.contains($0) } ?? false
    case .exists(let path): return path.value(in: item) != nil
    case .isAbsent(let path): return path.value(in: item) == nil
    case .begins(let path, let text):
      guard case .string(let whole)? = path.value(in: item) else { return false }
      return whole.description.hasPrefix(text)
    case .contains(let path, let value): return contains(path.value(in: item), value)
    case .size(let sign, let path, let count):
      guard let size = path.value(in: item).flatMap(size) else { return sign == "<>" }
      return compares(sign, .number(DecimalNumber(size)), .number(DecimalNumber(count)))
    case .type(let path, let type): return path.value(in: item)?.type == type
    case .and(let left, let right): return left.holds(item) && right.holds(item)
    case .or(let left, let right): return left.holds(item) || right.holds(item)
    case .not(let inner): return !inner.holds(item)
    }
  }

  private func compares(_ sign: String, _ left: AttributeValue?, _ right: AttributeValue) -> Bool {
    guard let left else { return sign == "<>" }
    if sign == "=" { return left == right }
    if sign == "<>" { return left != right }
    let order: Int
    switch (left, right) {
    case (.number(let one), .number(let two)): order = one < two ? -1 : one == two ? 0 : 1
    case (.string(let one), .string(let two)), (.binary(let one), .binary(let two)):
      order = one < two ? -1 : one == two ? 0 : 1
    default: return false
    }
    switch sign {
    case "<": return order < 0
    case "<=": return order <= 0
    case ">": return order > 0
    default: return order >= 0
    }
  }

  private func contains(_ whole: AttributeValue?, _ part: AttributeValue) -> Bool {
    switch (whole, part) {
    case (.string(let text)?, .string(let piece)):
      return piece.bytes.isEmpty || text.description.contains(piece.description)
    case (.list(let list)?, _): return list.contains(part)
    case (.stringSet(let set)?, .string(let element)): return set.contains(element)
    default: return false
    }
  }

  private func size(_ value: AttributeValue) -> Int? {
    switch value {
    case .string(let text): return text.description.utf16.count
    case .binary(let bytes): return bytes.count
    case .list(let list): return list.count
    case .map(let map): return map.count
    case .stringSet(let set): return set.count
    case .numberSet(let set): return set.count
    case .binarySet(let set): return set.count
    case .number, .boolean, .null: return nil
    }
  }
}
