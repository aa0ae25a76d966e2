// Operations made up at random, over few keys, so that they often meet.

import TableItems
import VirtualTime

enum NaiveAction: Sendable, CustomStringConvertible {
  case set(NaivePath, AttributeValue)
  case add(ByteString, AttributeValue)
  case delete(ByteString, AttributeValue)
  case remove(NaivePath)
  case increase(ByteString, Int)
  case append(ByteString, AttributeValue)
  case setIfAbsent(ByteString, AttributeValue)

  var description: String {
    switch self {
    case .set(let path, let value): "SET \(path) = \(ValueView(value))"
    case .add(let name, let value): "ADD \(name) \(ValueView(value))"
    case .delete(let name, let value): "DELETE \(name) \(ValueView(value))"
    case .remove(let path): "REMOVE \(path)"
    case .increase(let name, let number): "SET \(name) = \(name) + \(number)"
    case .append(let name, let value): "append \(ValueView(value)) to \(name)"
    case .setIfAbsent(let name, let value): "SET \(name) if absent to \(ValueView(value))"
    }
  }
}

enum RandomOperation: Sendable {
  case put(AttributeMap, NaiveCondition?)
  case delete(AttributeMap, NaiveCondition?)
  case update(AttributeMap, [NaiveAction], NaiveCondition?)
  case get(AttributeMap, isConsistent: Bool)
  case query(
    index: Int?, hash: AttributeValue, range: NaiveCondition?, filter: NaiveCondition?,
    isForward: Bool, limit: Int?)
  case scan(index: Int?, filter: NaiveCondition?, limit: Int?, segments: Int)
  case transact([RandomOperation])
}

struct OperationGenerator {
  var random: SeededRandom
  let indexes: [NaiveIndex]

  mutating func operation() -> RandomOperation {
    switch Int.random(in: 0..<20, using: &random) {
    case 0..<6: return write(0)
    case 6..<8: return write(1)
    case 8..<12: return write(2)
    case 12..<13: return .get(key(), isConsistent: .random(using: &random))
    case 13..<17: return query()
    case 17..<18:
      return .scan(
        index: chance(2) ? indexes.indices.randomElement(using: &random) : nil,
        filter: chance(2) ? condition(depth: 1) : nil, limit: limit(),
        segments: Int.random(in: 1...4, using: &random))
    default:
      let count = Int.random(in: 1...4, using: &random)
      return .transact((0..<count).map { _ in write(Int.random(in: 0..<3, using: &random)) })
    }
  }

  private mutating func write(_ kind: Int) -> RandomOperation {
    let condition = chance(3) ? condition(depth: 2) : nil
    switch kind {
    case 0: return .put(item(), condition)
    case 1: return .delete(key(), condition)
    default: return .update(key(), actions(), condition)
    }
  }

  private mutating func query() -> RandomOperation {
    let index = chance(2) ? indexes.indices.randomElement(using: &random) : nil
    let rangeName: ByteString? = index.map { indexes[$0].range } ?? NaiveTable.sk
    let hash: AttributeValue =
      index.map { indexes[$0].isLocal } ?? true ? partition() : group()
    var range: NaiveCondition?
    if let rangeName, chance(2) { range = rangeCondition(NaivePath(root: rangeName)) }
    let keyNames = Set(
      index.map { [indexes[$0].hash, indexes[$0].range ?? "pk"] } ?? [NaiveTable.pk, NaiveTable.sk])
    var filter = chance(3) ? condition(depth: 1) : nil
    if let text = filter.map({ "\($0)" }), keyNames.contains(where: { text.contains("#\($0)") }) {
      filter = nil
    }
    return .query(
      index: index, hash: hash, range: range, filter: filter, isForward: .random(using: &random),
      limit: limit())
  }

  private mutating func rangeCondition(_ path: NaivePath) -> NaiveCondition {
    let isText = path.root == "l"
    let value = isText ? text() : number()
    switch Int.random(in: 0..<7, using: &random) {
    case 0..<5:
      return .compare(
        ["=", "<", "<=", ">", ">="].randomElement(using: &random) ?? "=", path, value)
    case 5 where isText:
      guard case .string(let text) = value else { return .exists(path) }
      return .begins(path, String(text.description.prefix(1)))
    default:
      let other = isText ? text() : number()
      return isBefore(value, other) ? .between(path, value, other) : .between(path, other, value)
    }
  }

  private func isBefore(_ left: AttributeValue, _ right: AttributeValue) -> Bool {
    switch (left, right) {
    case (.number(let one), .number(let two)): return one <= two
    case (.string(let one), .string(let two)): return one <= two
    default: return true
    }
  }

  mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &random) == 0 }

  private mutating func limit() -> Int? {
    chance(2) ? Int.random(in: 1...5, using: &random) : nil
  }

  // MARK: Values

  private mutating func partition() -> AttributeValue {
    .string(ByteString(["a", "b", "ab", "é"].randomElement(using: &random) ?? "a"))
  }

  private mutating func group() -> AttributeValue {
    .string(ByteString(["x", "y", "xy"].randomElement(using: &random) ?? "x"))
  }

  private mutating func number() -> AttributeValue {
    let texts = ["0", "1", "2", "10", "-1", "-10", "1.5", "-0.25", "1e20", "100", "0.001"]
    return .number(parsed(texts.randomElement(using: &random) ?? "0"))
  }

  private func parsed(_ text: String) -> DecimalNumber {
    do { return try DecimalNumber(parsing: text) } catch { return .zero }
  }

  private mutating func text() -> AttributeValue {
    .string(
      ByteString(["p", "q", "pq", "pp\u{0}", "pp", "p\u{0}q"].randomElement(using: &random) ?? "p"))
  }

  mutating func key() -> AttributeMap {
    var key = AttributeMap()
    key[NaiveTable.pk] = partition()
    key[NaiveTable.sk] = number()
    return key
  }

  private mutating func value(depth: Int = 2) -> AttributeValue {
    switch Int.random(in: 0..<(depth > 0 ? 9 : 6), using: &random) {
    case 0, 1: return number()
    case 2: return text()
    case 3: return .boolean(.random(using: &random))
    case 4: return chance(2) ? .null : .string("")
    case 5:
      return .string(
        ByteString([UInt8](repeating: 120, count: Int.random(in: 0..<2_500, using: &random))))
    case 6: return .list((0..<Int.random(in: 0..<3, using: &random)).map { _ in value(depth: 0) })
    case 7: return map(depth: depth - 1)
    default: return set()
    }
  }

  private mutating func map(depth: Int) -> AttributeValue {
    var map = AttributeMap()
    if chance(2) { map["k"] = value(depth: depth) }
    if chance(2) { map["j"] = value(depth: depth) }
    return .map(map)
  }

  private mutating func set() -> AttributeValue {
    let all: [ByteString] = ["p", "q", "r", "s"]
    let some = all.filter { _ in chance(2) }
    return .stringSet(some.isEmpty ? ["p"] : some)
  }

  mutating func item() -> AttributeMap {
    var item = key()
    if chance(2) { item["l"] = text() }
    if chance(2) { item["g"] = group() }
    if chance(2) { item["n"] = number() }
    if chance(2) { item["x"] = value() }
    if chance(3) { item["m"] = map(depth: 1) }
    if chance(3) { item["li"] = .list((0..<3).map { _ in value(depth: 0) }) }
    if chance(3) { item["s"] = set() }
    return item
  }

  private mutating func path() -> NaivePath {
    switch Int.random(in: 0..<10, using: &random) {
    case 0: return NaivePath(root: "m", key: "k")
    case 1: return NaivePath(root: "li", index: Int.random(in: 0..<4, using: &random))
    default:
      let roots: [ByteString] = ["l", "g", "n", "x", "m", "li", "s", "sk"]
      return NaivePath(root: roots.randomElement(using: &random) ?? "x")
    }
  }

  private mutating func condition(depth: Int) -> NaiveCondition {
    guard depth == 0 || chance(2) else {
      switch Int.random(in: 0..<3, using: &random) {
      case 0: return .and(condition(depth: depth - 1), condition(depth: depth - 1))
      case 1: return .or(condition(depth: depth - 1), condition(depth: depth - 1))
      default: return .not(condition(depth: depth - 1))
      }
    }
    let path = path()
    switch Int.random(in: 0..<9, using: &random) {
    case 0: return .exists(path)
    case 1: return .isAbsent(path)
    case 2: return .begins(path, "p")
    case 3: return .contains(path, text())
    case 4: return .size(["<", ">", "=", "<>"].randomElement(using: &random) ?? "<", path, 2)
    case 5: return .type(path, [.string, .number, .map].randomElement(using: &random) ?? .list)
    case 6: return .isIn(path, [number(), text()])
    case 7: return rangeCondition(NaivePath(root: chance(2) ? "l" : "n"))
    default:
      return .compare(
        ["=", "<>", "<", ">="].randomElement(using: &random) ?? "=", path,
        chance(2) ? number() : text())
    }
  }

  private mutating func actions() -> [NaiveAction] {
    var used: Set<ByteString> = []
    return (0..<Int.random(in: 1...3, using: &random)).compactMap { _ in
      let action = action()
      return used.insert(action.root).inserted ? action : nil
    }
  }

  private mutating func action() -> NaiveAction {
    switch Int.random(in: 0..<10, using: &random) {
    case 0: return .set(NaivePath(root: "m", key: "k"), value(depth: 1))
    case 1:
      return .set(NaivePath(root: "li", index: Int.random(in: 0..<5, using: &random)), number())
    case 2: return .add("n", number())
    case 3: return .add("s", set())
    case 4: return .delete("s", set())
    case 5: return .remove(path().withoutKey)
    case 6: return .increase("n", Int.random(in: -3...3, using: &random))
    case 7: return .append("li", .list([value(depth: 0)]))
    case 8: return .setIfAbsent("x", value())
    default:
      return chance(2)
        ? .set(NaivePath(root: "g"), group())
        : .set(
          NaivePath(root: "x"), value())
    }
  }
}

extension NaivePath {
  /// Keys of the table cannot be removed.
  var withoutKey: NaivePath { root == NaiveTable.sk ? NaivePath(root: "x") : self }
}

extension NaiveAction {
  var root: ByteString {
    switch self {
    case .set(let path, _), .remove(let path): path.root
    case .add(let name, _), .delete(let name, _), .increase(let name, _), .append(let name, _),
      .setIfAbsent(let name, _):
      name
    }
  }
}
