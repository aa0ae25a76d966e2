// A table as a list of items, read as the rules say and with no thought for speed.

import TableItems
import TableModel

struct NaiveIndex: Sendable {
  let name: String
  let hash: ByteString
  let range: ByteString?
  /// Nil for all.
  let projected: Set<ByteString>?
  let isLocal: Bool

  func holds(_ item: AttributeMap) -> Bool {
    item[hash] != nil && (range == nil || range.flatMap { item[$0] } != nil)
  }

  func entry(_ item: AttributeMap) -> AttributeMap {
    guard let projected else { return item }
    var entry = AttributeMap()
    for attribute in item.entries where projected.contains(attribute.name) {
      entry[attribute.name] = attribute.value
    }
    return entry
  }
}

/// What is consumed, by `table` or the name of an index, in halves of a unit.
typealias NaiveUnits = [String: Int]

enum NaiveFault: Error, Equatable {
  case condition
  case invalid
}

struct NaiveTable: Sendable {
  var items: [AttributeMap] = []
  let indexes: [NaiveIndex]

  static let pk: ByteString = "pk"
  static let sk: ByteString = "sk"

  func find(_ key: AttributeMap) -> Int? {
    items.firstIndex {
      $0[NaiveTable.pk] == key[NaiveTable.pk] && $0[NaiveTable.sk] == key[NaiveTable.sk]
    }
  }

  // MARK: Sizes: Developer Guide, "DynamoDB item sizes and formats"

  static func size(_ item: AttributeMap) -> Int {
    item.entries.reduce(0) { $0 + $1.name.count + size($1.value) }
  }

  static func size(_ value: AttributeValue) -> Int {
    switch value {
    case .string(let bytes), .binary(let bytes): return bytes.count
    case .number(let number): return size(number)
    case .boolean, .null: return 1
    case .stringSet(let set), .binarySet(let set): return set.reduce(0) { $0 + $1.count }
    case .numberSet(let set): return set.reduce(0) { $0 + size($1) }
    case .list(let list): return list.reduce(3) { $0 + 1 + size($1) }
    case .map(let map): return map.entries.reduce(3) { $0 + 1 + $1.name.count + size($1.value) }
    }
  }

  /// From the digits as they are written.
  static func size(_ number: DecimalNumber) -> Int {
    var text = number.text
    let sign = text.hasPrefix("-") ? 1 : 0
    if sign == 1 { text.removeFirst() }
    if text == "0" { return 1 }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    var whole = parts[0].drop { $0 == "0" }
    var fraction = parts.count > 1 ? parts[1][...] : ""
    if fraction.isEmpty {
      while whole.last == "0" { whole.removeLast() }
    } else if whole.isEmpty {
      fraction = fraction.drop { $0 == "0" }
    }
    return 1 + (whole.count + 1) / 2 + (fraction.count + 1) / 2 + sign
  }

  static func writeUnits(_ size: Int) -> Int { max(1, (size + 1_023) / 1_024) }

  static func readHalves(_ size: Int, _ isConsistent: Bool) -> Int {
    max(1, (size + 4_095) / 4_096) * (isConsistent ? 2 : 1)
  }

  // MARK: Writing

  /// Puts `new` in the place of the item at a key; nil deletes it.
  mutating func write(
    _ key: AttributeMap, _ condition: NaiveCondition?,
    _ change: (AttributeMap?) throws(NaiveFault) -> AttributeMap?
  ) throws(NaiveFault) -> (old: AttributeMap?, new: AttributeMap?, units: NaiveUnits) {
    let place = find(key)
    let old = place.map { items[$0] }
    if let condition, !condition.holds(old ?? AttributeMap()) { throw .condition }
    let new = try change(old)
    if let new {
      for index in indexes {
        for (name, isNumber) in [(index.hash, false), (index.range ?? "", index.range == "n")] {
          guard let value = new[name] else { continue }
          switch (value, isNumber || name == NaiveTable.sk) {
          case (.number, true), (.string, false): break
          default: throw .invalid
          }
        }
      }
    }
    if let place {
      if let new { items[place] = new } else { items.remove(at: place) }
    } else if let new {
      items.append(new)
    }
    return (old, new, units(old, new))
  }

  private func units(_ old: AttributeMap?, _ new: AttributeMap?) -> NaiveUnits {
    let sizes = [old, new].map { $0.map(NaiveTable.size) ?? 0 }
    var units = ["table": 2 * NaiveTable.writeUnits(max(sizes[0], sizes[1]))]
    for index in indexes {
      let before = old.flatMap { index.holds($0) ? index.entry($0) : nil }
      let after = new.flatMap { index.holds($0) ? index.entry($0) : nil }
      let costs = [before, after].map { $0.map { NaiveTable.writeUnits(NaiveTable.size($0)) } ?? 0 }
      let hasMoved =
        before?[index.hash] != after?[index.hash]
        || index.range.map { before?[$0] != after?[$0] } ?? false
      let cost =
        before == after
        ? 0
        : before == nil || after == nil || hasMoved
          ? costs[0] + costs[1] : max(costs[0], costs[1])
      if cost > 0 { units[index.name] = 2 * cost }
    }
    return units
  }

  // MARK: Reading

  /// The items of a query, in order; those with equal sort keys in any.
  func query(
    _ index: NaiveIndex?, _ hash: AttributeValue, _ range: NaiveCondition?
  ) -> [AttributeMap] {
    let (hashName, rangeName) = index.map { ($0.hash, $0.range) } ?? (NaiveTable.pk, NaiveTable.sk)
    let found = items.filter {
      $0[hashName] == hash && (index?.holds($0) ?? true) && (range?.holds($0) ?? true)
    }
    guard let rangeName else { return found }
    return found.sorted { left, right in
      switch (left[rangeName], right[rangeName]) {
      case (.number(let one)?, .number(let two)?): return one < two
      case (.string(let one)?, .string(let two)?): return one < two
      default: return false
      }
    }
  }
}
