// The kinds of values that requests and responses consist of, each read and written here.

import TableEngine
import TableItems
import VirtualTime

/// What requests consist of.
protocol WireInput: Sendable {
  init(_ decoder: inout WireDecoder, _ node: Int) throws(WireFault)
  /// What of a rule the value does not satisfy.
  func breaches(of rule: Rule) -> [String]
}

extension WireInput {
  func breaches(of rule: Rule) -> [String] { [] }
}

/// What responses consist of.
protocol WireOutput: Sendable {
  func encode(to writer: inout WireWriter)
}

extension String: WireInput, WireOutput {
  init(_ decoder: inout WireDecoder, _ node: Int) throws(WireFault) {
    self = try decoder.text(node)
  }

  func encode(to writer: inout WireWriter) { writer.string(utf8) }

  func breaches(of rule: Rule) -> [String] {
    if rule.takesARN, hasPrefix("arn:") { return [] }
    if !rule.among.isEmpty { return rule.among.contains(self) ? [] : [Rule.oneOf(rule.among)] }
    // The service counts UTF-16 units; ASCII has as many as bytes.
    let count = utf8.allSatisfy { $0 < 0x80 } ? utf8.count : utf16.count
    var breaches = rule.breaches(ofLength: count)
    // Of nothing at all only the length is said.
    if let pattern = rule.pattern, !isEmpty, !pattern.matches(self) {
      breaches.insert(Rule.matching(pattern.written), at: 0)
    }
    return breaches
  }
}

extension Int: WireInput, WireOutput {
  init(_ decoder: inout WireDecoder, _ node: Int) throws(WireFault) {
    self = try decoder.integer(node)
  }

  func encode(to writer: inout WireWriter) { writer.integer(self) }

  func breaches(of rule: Rule) -> [String] {
    if let min = rule.min, self < min { return [Rule.valueAtLeast(min)] }
    if let max = rule.max, self > max { return [Rule.valueAtMost(max)] }
    return []
  }
}

extension Bool: WireInput, WireOutput {
  init(_ decoder: inout WireDecoder, _ node: Int) throws(WireFault) {
    self = try decoder.boolean(node)
  }

  func encode(to writer: inout WireWriter) { writer.boolean(self) }
}

extension Double: WireInput, WireOutput {
  init(_ decoder: inout WireDecoder, _ node: Int) throws(WireFault) {
    self = try decoder.double(node)
  }

  func encode(to writer: inout WireWriter) { writer.raw(description.utf8) }
}

extension Instant: WireInput, WireOutput {
  init(_ decoder: inout WireDecoder, _ node: Int) throws(WireFault) {
    let seconds = try decoder.double(node)
    // Farther than any calendar: the ends stand for it.
    let bound = 253_402_300_799.0
    self.init(milliseconds: Int64((max(-bound, min(bound, seconds)) * 1000).rounded()))
  }

  func encode(to writer: inout WireWriter) { writer.instant(self) }
}

extension CapacityUnits: WireInput, WireOutput {
  init(_ decoder: inout WireDecoder, _ node: Int) throws(WireFault) {
    self.init(halves: try decoder.integer(node) * 2)
  }

  func encode(to writer: inout WireWriter) { writer.units(self) }
}

extension Item: WireInput, WireOutput {
  init(_ decoder: inout WireDecoder, _ node: Int) throws(WireFault) {
    self = try decoder.item(node)
  }

  func encode(to writer: inout WireWriter) { writer.item(self) }
}

extension AttributeValue: WireInput, WireOutput {
  init(_ decoder: inout WireDecoder, _ node: Int) throws(WireFault) {
    self = try decoder.value(node)
  }

  func encode(to writer: inout WireWriter) { writer.value(ValueView(self)) }
}

extension Array: WireInput where Element: WireInput {
  init(_ decoder: inout WireDecoder, _ node: Int) throws(WireFault) {
    self = []
    try decoder.elements(of: node) { (decoder, element) throws(WireFault) in
      append(try Element(&decoder, element))
    }
  }

  func breaches(of rule: Rule) -> [String] {
    var breaches = rule.breaches(ofLength: count)
    if let inner = rule.element, contains(where: { !$0.breaches(of: inner).isEmpty }) {
      breaches.append("Member must satisfy constraint: \(inner.all)")
    }
    return breaches
  }
}

extension Array: WireOutput where Element: WireOutput {
  func encode(to writer: inout WireWriter) {
    writer.beginArray()
    for element in self { element.encode(to: &writer) }
    writer.endArray()
  }
}

/// A map that is no item, in the order it came in; of two equal keys the later one counts.
struct WireMap<Value: Sendable>: Sendable {
  struct Entry: Sendable {
    let key: String
    var value: Value
  }

  private(set) var entries: [Entry] = []

  init() {}

  init(_ entries: [(String, Value)]) {
    self.entries = entries.map { Entry(key: $0.0, value: $0.1) }
  }
}

extension WireMap: WireInput where Value: WireInput {
  init(_ decoder: inout WireDecoder, _ node: Int) throws(WireFault) {
    var places: [String: Int] = [:]
    try decoder.members(of: node) { (decoder, key, value) throws(WireFault) in
      let entry = Entry(key: key, value: try Value(&decoder, value))
      if let place = places.updateValue(entries.count, forKey: key) {
        entries[place] = entry
        places[key] = place
      } else {
        entries.append(entry)
      }
    }
  }

  func breaches(of rule: Rule) -> [String] {
    var breaches = rule.breaches(ofLength: entries.count)
    if let inner = rule.key, entries.contains(where: { !$0.key.breaches(of: inner).isEmpty }) {
      breaches.append("Map keys must satisfy constraint: \(inner.all)")
    }
    if let inner = rule.value, entries.contains(where: { !$0.value.breaches(of: inner).isEmpty }) {
      breaches.append("Map value must satisfy constraint: \(inner.all)")
    }
    return breaches
  }
}

extension WireMap: WireOutput where Value: WireOutput {
  func encode(to writer: inout WireWriter) {
    writer.beginObject()
    for entry in entries {
      writer.key(entry.key.utf8)
      entry.value.encode(to: &writer)
    }
    writer.endObject()
  }
}
