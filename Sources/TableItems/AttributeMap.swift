// Names and values as a tree: entries in the order of their names, none twice.

package struct AttributeMap: Sendable, Hashable {
  package struct Entry: Sendable, Hashable {
    package let name: ByteString
    package var value: AttributeValue
  }

  package private(set) var entries: [Entry] = []

  package init() {}

  package var count: Int { entries.count }
  package var isEmpty: Bool { entries.isEmpty }

  package subscript(name: ByteString) -> AttributeValue? {
    get {
      let index = place(of: name)
      return index < entries.count && entries[index].name == name ? entries[index].value : nil
    }
    set {
      let index = place(of: name)
      let isThere = index < entries.count && entries[index].name == name
      switch (newValue, isThere) {
      case (let value?, true): entries[index].value = value
      case (let value?, false): entries.insert(Entry(name: name, value: value), at: index)
      case (nil, true): entries.remove(at: index)
      case (nil, false): break
      }
    }
  }

  /// Adds an entry whose name comes behind all others: how encoded maps are read.
  mutating func append(_ name: ByteString, _ value: AttributeValue) {
    entries.append(Entry(name: name, value: value))
  }

  /// Changes the value of a name in place, without copying what lies in it.
  package mutating func modify<Result, Fault: Error>(
    _ name: ByteString, _ change: (inout AttributeValue) throws(Fault) -> Result
  ) throws(Fault) -> Result? {
    let index = place(of: name)
    guard index < entries.count, entries[index].name == name else { return nil }
    return try change(&entries[index].value)
  }

  private func place(of name: ByteString) -> Int {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].name < name { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension AttributeMap: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (ByteString, AttributeValue)...) {
    for (name, value) in elements { self[name] = value }
  }
}
