// The condition keys that a request holds, with their values.

/// Names of keys count in either case. One text is single-valued; a list makes a key multivalued,
/// however many it holds.
package struct RequestContext: Sendable {
  package struct Entry: Sendable {
    let key: [UInt8]
    package let values: [[UInt8]]
    package let isList: Bool
  }

  private(set) var entries: [Entry] = []

  package init() {}

  /// The entry of a key given in lower case.
  func entry(of key: [UInt8]) -> Entry? {
    for index in entries.indices where entries[index].key == key { return entries[index] }
    return nil
  }

  package subscript(_ key: String) -> [String]? {
    entry(of: ASCIICase.lowered(key.utf8))?.values.map { String(decoding: $0, as: UTF8.self) }
  }

  /// What was there under the name goes.
  package mutating func set(_ key: String, to value: String) {
    set(key, values: [Array(value.utf8)], isList: false)
  }

  package mutating func set(_ key: String, toList values: some Sequence<String>) {
    set(key, values: values.map { Array($0.utf8) }, isList: true)
  }

  mutating func set(_ key: String, values: [[UInt8]], isList: Bool) {
    let lowered = ASCIICase.lowered(key.utf8)
    entries.removeAll { $0.key == lowered }
    entries.append(Entry(key: lowered, values: values, isList: isList))
  }

  package mutating func remove(_ key: String) {
    let lowered = ASCIICase.lowered(key.utf8)
    entries.removeAll { $0.key == lowered }
  }

  /// What follows from the rest of a request, where nobody says otherwise.
  mutating func derive(_ key: String, _ value: String?) {
    guard let value, entry(of: ASCIICase.lowered(key.utf8)) == nil else { return }
    set(key, to: value)
  }
}
