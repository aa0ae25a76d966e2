// A value of a template once its functions are worked out, with the node it comes from.

package import Provenance

package indirect enum ResolvedValue: Sendable {
  /// `AWS::NoValue`, null: as if it had not been written.
  case nothing
  case text(String, NodeID)
  case list([ResolvedValue], NodeID)
  case map([(name: String, value: ResolvedValue)], NodeID)

  var isNothing: Bool { if case .nothing = self { true } else { false } }

  package var node: NodeID? {
    switch self {
    case .nothing: nil
    case .text(_, let node), .list(_, let node), .map(_, let node): node
    }
  }
}

extension ResolvedValue {
  /// A member of a mapping; nil for what is not there.
  package subscript(_ name: String) -> ResolvedValue? {
    guard case .map(let members, _) = self else { return nil }
    return members.last { $0.name == name }?.value
  }

  package var text: String? {
    guard case .text(let text, _) = self else { return nil }
    return text
  }

  /// The members of a list; one that stands alone is a list of one.
  package var elements: [ResolvedValue] {
    switch self {
    case .nothing: []
    case .text, .map: [self]
    case .list(let elements, _): elements
    }
  }

  package var members: [(name: String, value: ResolvedValue)] {
    guard case .map(let members, _) = self else { return [] }
    return members
  }
}

/// Reads the members of resolved mappings as what they are to be.
struct ResolvedReader {
  let places: TemplatePlaces
  /// Where the mapping stands, for what it lacks.
  let node: NodeID
  let what: String
  private let members: [String: ResolvedValue]

  init(_ value: ResolvedValue, _ what: String, at node: NodeID, _ places: TemplatePlaces)
    throws(LoadFault)
  {
    self.places = places
    self.node = value.node ?? node
    self.what = what
    guard case .map(let members, _) = value else {
      throw places.fault(
        self.node, "\(what) is to be a mapping", help: "write its properties as `Name: value`")
    }
    self.members = Dictionary(members.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
  }

  /// Properties that there are not are mistakes, not wishes.
  func refuseOthers(than names: Set<String>) throws(LoadFault) {
    for name in members.keys.sorted() where !names.contains(name) {
      throw places.fault(
        members[name]?.node ?? node, "\(what) has no property `\(name)`",
        help: "its properties are \(names.sorted().map { "`\($0)`" }.joined(separator: ", "))")
    }
  }

  func value(_ name: String) -> ResolvedValue? {
    guard let value = members[name], !value.isNothing else { return nil }
    return value
  }

  func text(_ name: String) throws(LoadFault) -> String? {
    guard let text = try openText(name) else { return nil }
    try places.demandKnown(text, at: value(name)?.node ?? node)
    return text
  }

  /// Of which something may be left to the deployment.
  func openText(_ name: String) throws(LoadFault) -> String? {
    guard let value = value(name) else { return nil }
    guard case .text(let text, _) = value else {
      throw wrong(name, value, "a text")
    }
    return text
  }

  func requiredText(_ name: String) throws(LoadFault) -> String {
    guard let text = try text(name) else { throw missing(name) }
    return text
  }

  func integer(_ name: String) throws(LoadFault) -> Int64? {
    guard let text = try text(name) else { return nil }
    guard let value = Int64(text) else {
      throw wrong(name, members[name] ?? .nothing, "a whole number")
    }
    return value
  }

  func boolean(_ name: String) throws(LoadFault) -> Bool? {
    guard let text = try text(name) else { return nil }
    switch text.lowercased() {
    case "true": return true
    case "false": return false
    default: throw wrong(name, members[name] ?? .nothing, "true or false")
    }
  }

  func word<Word: RawRepresentable & CaseIterable>(
    _ name: String, as type: Word.Type
  ) throws(LoadFault) -> Word? where Word.RawValue == String {
    guard let text = try text(name) else { return nil }
    guard let word = Word(rawValue: text) else {
      let words = Word.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
      throw places.fault(
        members[name]?.node ?? node, "`\(text)` is no \(name)", help: "write one of \(words)")
    }
    return word
  }

  func texts(_ name: String) throws(LoadFault) -> [String]? {
    guard let elements = try elements(name) else { return nil }
    var texts: [String] = []
    for element in elements {
      guard case .text(let text, let node) = element else {
        throw wrong(name, element, "a list of texts")
      }
      try places.demandKnown(text, at: node)
      texts.append(text)
    }
    return texts
  }

  func reader(_ name: String) throws(LoadFault) -> ResolvedReader? {
    guard let value = value(name) else { return nil }
    return try ResolvedReader(value, "`\(name)`", at: node, places)
  }

  func readers(_ name: String) throws(LoadFault) -> [ResolvedReader]? {
    guard let elements = try elements(name) else { return nil }
    var readers: [ResolvedReader] = []
    for element in elements {
      readers.append(try ResolvedReader(element, "an element of `\(name)`", at: node, places))
    }
    return readers
  }

  private func elements(_ name: String) throws(LoadFault) -> [ResolvedValue]? {
    guard let value = value(name) else { return nil }
    guard case .list(let elements, _) = value else { throw wrong(name, value, "a list") }
    return elements.filter { !$0.isNothing }
  }

  func missing(_ name: String) -> LoadFault {
    places.fault(node, "\(what) lacks `\(name)`", help: "write `\(name)`")
  }

  private func wrong(_ name: String, _ value: ResolvedValue, _ wanted: String) -> LoadFault {
    places.fault(value.node ?? node, "`\(name)` is to be \(wanted)", help: "write \(wanted)")
  }
}
