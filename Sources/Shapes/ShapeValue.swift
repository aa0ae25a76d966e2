// Decoding: from a checked tree to typed fields, which can fail only where a fault was reported.

public import Provenance

/// What a generated configuration is made of.
public protocol ShapeValue {
  /// Nil when the node does not hold such a value, which the check has then reported.
  static func decode(_ node: NodeID, in tree: Tree, _ isIntact: inout Bool) -> Self?
}

extension Field where Value: ShapeValue {
  /// Reads a property's value, setting `isIntact` to false when it, or anything in it, is broken.
  @inlinable public init(_ value: NodeID, in tree: Tree, _ isIntact: inout Bool) {
    let node = tree.origin(of: value)
    if tree.isBroken(node) || tree.isBroken(value) {
      isIntact = false
      self = .broken(node)
    } else if let decoded = Value.decode(node, in: tree, &isIntact) {
      self = .given(decoded, node)
    } else {
      isIntact = false
      self = .broken(node)
    }
  }
}

extension Bool: ShapeValue {
  public static func decode(_ node: NodeID, in tree: Tree, _ isIntact: inout Bool)
    -> Bool?
  {
    let content = tree.content(of: node)
    return tree.kind(of: content) == .boolean ? tree.boolean(of: content) : nil
  }
}

extension Int: ShapeValue {
  public static func decode(_ node: NodeID, in tree: Tree, _ isIntact: inout Bool)
    -> Int?
  {
    let content = tree.content(of: node)
    switch tree.kind(of: content) {
    case .integer: return tree.integer(of: content)
    case .float:
      guard let number = tree.number(of: content), number.magnitude < 0x1p53 else { return nil }
      return Int(exactly: number)
    default: return nil
    }
  }
}

extension Double: ShapeValue {
  public static func decode(_ node: NodeID, in tree: Tree, _ isIntact: inout Bool)
    -> Double?
  {
    let content = tree.content(of: node)
    switch tree.kind(of: content) {
    case .integer, .float: return tree.number(of: content)
    default: return nil
    }
  }
}

extension String: ShapeValue {
  public static func decode(_ node: NodeID, in tree: Tree, _ isIntact: inout Bool)
    -> String?
  {
    let content = tree.content(of: node)
    switch tree.kind(of: content) {
    case .string, .boolean, .integer, .float: return tree.text(of: content)
    case .null, .sequence, .mapping, .alias, .link: return nil
    }
  }
}

/// A string that may refer to what only the deployment, or another component, knows.
package struct Text: ShapeValue, Sendable {
  /// As written, `${…}` and all.
  package let written: String
  package let holdsReference: Bool

  package init(literal: String) {
    written = literal
    holdsReference = false
  }

  init(written: String, holdsReference: Bool) {
    self.written = written
    self.holdsReference = holdsReference
  }

  /// The text, when it is known now.
  package var literal: String? { holdsReference ? nil : written }

  package static func decode(_ node: NodeID, in tree: Tree, _ isIntact: inout Bool)
    -> Text?
  {
    guard let text = String.decode(node, in: tree, &isIntact) else { return nil }
    let flags = tree.flags(of: tree.content(of: node))
    return Text(written: text, holdsReference: flags.contains(.reference))
  }
}

/// A document of somebody else's (an IAM policy), kept as the node that holds it.
package struct OpenDocument: ShapeValue, Sendable {
  package let root: NodeID

  init(root: NodeID) {
    self.root = root
  }

  package static func decode(
    _ node: NodeID, in tree: Tree, _ isIntact: inout Bool
  ) -> OpenDocument? {
    OpenDocument(root: node)
  }
}

/// A list; where one may stand for many, a single value is a list of one.
public struct List<Element> {
  /// The elements that hold.
  public let elements: [Traced<Element>]
  /// How many were written, those that were reported too.
  public let count: Int
  /// No element was reported.
  @inlinable public var isIntact: Bool { elements.count == count }

  @inlinable
  public init(elements: [Traced<Element>], count: Int) {
    self.elements = elements
    self.count = count
  }
}

extension List: ShapeValue where Element: ShapeValue {
  @inlinable
  public static func decode(
    _ node: NodeID, in tree: Tree, _ isIntact: inout Bool
  ) -> List<Element>? {
    let content = tree.content(of: node)
    let isSequence = tree.kind(of: content) == .sequence
    var elements: [Traced<Element>] = []
    var count = 0
    var child = isSequence ? tree.firstChild(of: content) : node
    let end = isSequence ? tree.after(content) : NodeID(node.raw + 1)
    if isSequence { elements.reserveCapacity(tree.count(of: content)) }
    while child < end {
      count += 1
      if case .given(let value, let place) = Field<Element>(child, in: tree, &isIntact) {
        elements.append(Traced(value, place))
      }
      child = isSequence ? tree.after(child) : end
    }
    return List(elements: elements, count: count)
  }
}

extension List: Sendable where Element: Sendable {}

/// A mapping whose keys the user chooses.
public struct NamedValues<Element> {
  public struct Entry {
    public let key: String
    public let keyNode: NodeID
    public let value: Field<Element>

    @inlinable
    public init(key: String, keyNode: NodeID, value: Field<Element>) {
      self.key = key
      self.keyNode = keyNode
      self.value = value
    }
  }

  public let entries: [Entry]

  @inlinable
  public init(entries: [Entry]) {
    self.entries = entries
  }
}

extension NamedValues: ShapeValue where Element: ShapeValue {
  @inlinable
  public static func decode(
    _ node: NodeID, in tree: Tree, _ isIntact: inout Bool
  ) -> NamedValues<Element>? {
    let content = tree.content(of: node)
    guard tree.kind(of: content) == .mapping else { return nil }
    var entries: [Entry] = []
    var key = tree.firstChild(of: content)
    let end = tree.after(content)
    while key < end {
      let value = tree.after(key)
      entries.append(
        Entry(
          key: tree.text(of: key), keyNode: key, value: Field(value, in: tree, &isIntact)))
      key = tree.after(value)
    }
    return NamedValues(entries: entries)
  }
}

extension NamedValues: Sendable where Element: Sendable {}
extension NamedValues.Entry: Sendable where Element: Sendable {}
