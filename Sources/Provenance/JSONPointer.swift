// A node's path from the root of its text, written as RFC 6901 writes it.

extension Tree {
  /// One step from a collection to the child that holds a node.
  package struct Step: Sendable {
    package let parent: NodeID
    /// The key's node in a mapping, nil in a sequence.
    package let key: NodeID?
    package let position: Int
    package let child: NodeID
  }

  /// The steps from the root of the node's text to the node, found by descending: a subtree is a
  /// range, so each level is one pass over its children. Empty for a root and for synthetic nodes.
  package func steps(to node: NodeID) -> [Step] {
    guard let root = root(of: SourceID(records[Int(node.raw)].source)) else { return [] }
    var steps: [Step] = []
    var parent = root
    while parent != node {
      if kind(of: parent) == .alias {
        parent = content(of: parent)
        continue
      }
      guard let step = step(from: parent, towards: node) else { return steps }
      steps.append(step)
      if step.key == node { return steps }
      parent = step.child
    }
    return steps
  }

  private func step(from parent: NodeID, towards node: NodeID) -> Step? {
    switch kind(of: parent) {
    case .sequence:
      for (position, child) in children(of: parent).enumerated() where node < after(child) {
        return child <= node
          ? Step(parent: parent, key: nil, position: position, child: child) : nil
      }
    case .mapping:
      for (position, entry) in entries(of: parent).enumerated() where node < after(entry.value) {
        guard entry.key <= node else { return nil }
        return Step(parent: parent, key: entry.key, position: position, child: entry.value)
      }
    case .null, .boolean, .integer, .float, .string, .alias, .link: break
    }
    return nil
  }

  package func pointer(to node: NodeID) -> String {
    var pointer = ""
    for step in steps(to: node) {
      pointer += "/"
      if let key = step.key {
        pointer += JSONPointerText.escaped(text(of: key))
      } else {
        pointer += String(step.position)
      }
    }
    return pointer
  }

  /// The key a value stands behind; nil for a list's element and a root.
  package func introduction(of node: NodeID) -> NodeID? {
    guard let last = steps(to: node).last, last.child == node else { return nil }
    return last.key
  }

  /// The smallest stretch that names a collection: the key that introduces it, or, in a list, from
  /// its start to the end of its first key. A scalar is its own head.
  package func head(of node: NodeID) -> Span {
    switch kind(of: node) {
    case .null, .boolean, .integer, .float, .string, .link: return span(of: node)
    // A mapping with merge keys stands where it is written; of a use, `*name` is all there is.
    case .alias where flags(of: node).contains(.use): return span(of: node)
    case .sequence, .mapping, .alias: break
    }
    return head(of: node, introducedBy: introduction(of: node))
  }

  /// The same of a collection, for who knows its key.
  func head(of node: NodeID, introducedBy key: NodeID?) -> Span {
    if let key { return span(of: key) }
    guard extent(of: node) > 1 else { return span(of: node) }
    let first = span(of: firstChild(of: node))
    let whole = span(of: node)
    // A key merged from elsewhere says nothing about this place.
    guard first.source == whole.source, first.start >= whole.start, first.end <= whole.end else {
      return Span(source: whole.source, start: whole.start, end: whole.start)
    }
    return Span(source: whole.source, start: whole.start, end: first.end)
  }
}

package enum JSONPointerText {
  package static func escaped(_ key: String) -> String {
    guard needsEscapes(key.utf8) else { return key }
    var escaped: [UInt8] = []
    append(key.utf8, to: &escaped)
    return String(decoding: escaped, as: UTF8.self)
  }

  static func append(_ key: some Collection<UInt8>, to pointer: inout [UInt8]) {
    guard needsEscapes(key) else { return pointer.append(contentsOf: key) }
    for byte in key {
      switch byte {
      case UInt8(ascii: "~"): pointer.append(contentsOf: "~0".utf8)
      case UInt8(ascii: "/"): pointer.append(contentsOf: "~1".utf8)
      default: pointer.append(byte)
      }
    }
  }

  private static func needsEscapes(_ key: some Collection<UInt8>) -> Bool {
    key.contains { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }
  }
}
