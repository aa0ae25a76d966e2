// The flags of a command line with their values, in the order they were first written.

/// A list: a dictionary of so few costs each start more to set up than it saves in finding.
package struct GivenFlags: Equatable, Sendable {
  package struct Entry: Equatable, Sendable {
    package let name: FlagName
    /// None for a switch.
    package fileprivate(set) var values: [String]
  }

  package private(set) var entries: [Entry] = []

  /// Nil for a flag that was not given.
  package subscript(name: FlagName) -> [String]? {
    entries.first { $0.name == name }?.values
  }

  mutating func add(_ name: FlagName, _ values: [String]) {
    if let place = entries.firstIndex(where: { $0.name == name }) {
      entries[place].values += values
    } else {
      entries.append(Entry(name: name, values: values))
    }
  }
}
