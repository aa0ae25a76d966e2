// Where every node stands, for whoever asks for the pointers of many: one pass over a tree, and
// then each pointer is a climb.

/// `Tree.pointer(to:)` descends from the root and looks through siblings, which is right for the
/// few places of findings and would be quadratic for every value of a template.
package struct NodePaths: Sendable {
  private let tree: Tree
  /// By node: the collection that holds it; its own number for a root and for what stands nowhere.
  private var parents: [UInt32]
  /// By node: its key's number in a mapping, its position in a sequence.
  private var steps: [UInt32]

  package init(_ tree: Tree) {
    self.tree = tree
    parents = (0..<UInt32(tree.nodeCount)).map { $0 }
    steps = [UInt32](repeating: 0, count: tree.nodeCount)
    for root in tree.roots {
      if let root { descend(root, as: root) }
    }
  }

  /// `collection` is what the steps of its contents are counted from: an alias that holds a copy is
  /// no step of its own. As deep as texts may nest.
  private mutating func descend(_ node: NodeID, as collection: NodeID) {
    switch tree.kind(of: node) {
    case .null, .boolean, .integer, .float, .string, .link: return
    case .alias:
      let content = tree.content(of: node)
      guard content > node, content < tree.after(node) else { return }
      parents[Int(content.raw)] = parents[Int(node.raw)]
      steps[Int(content.raw)] = steps[Int(node.raw)]
      descend(content, as: content)
    case .sequence:
      for (position, child) in tree.children(of: node).enumerated() {
        parents[Int(child.raw)] = collection.raw
        steps[Int(child.raw)] = UInt32(position)
        descend(child, as: child)
      }
    case .mapping:
      for entry in tree.entries(of: node) {
        for one in [entry.key, entry.value] {
          parents[Int(one.raw)] = collection.raw
          steps[Int(one.raw)] = entry.key.raw
        }
        descend(entry.value, as: entry.value)
      }
    }
  }

  package func pointer(to node: NodeID) -> String {
    var pointer: [UInt8] = []
    append(pointerTo: node, to: &pointer)
    return String(decoding: pointer, as: UTF8.self)
  }

  package func append(pointerTo node: NodeID, to pointer: inout [UInt8]) {
    let parent = NodeID(parents[Int(node.raw)])
    guard parent != node else { return }
    append(pointerTo: parent, to: &pointer)
    pointer.append(UInt8(ascii: "/"))
    let step = steps[Int(node.raw)]
    if tree.kind(of: parent) == .mapping {
      JSONPointerText.append(tree.textBytes(of: NodeID(step)), to: &pointer)
    } else {
      pointer.append(contentsOf: String(step).utf8)
    }
  }

  /// As `Tree.head(of:)`.
  package func head(of node: NodeID) -> Span {
    switch tree.kind(of: node) {
    case .null, .boolean, .integer, .float, .string, .link: return tree.head(of: node)
    case .alias where tree.flags(of: node).contains(.use): return tree.head(of: node)
    case .sequence, .mapping, .alias:
      let parent = NodeID(parents[Int(node.raw)])
      let isValue = parent != node && tree.kind(of: parent) == .mapping
      return tree.head(of: node, introducedBy: isValue ? NodeID(steps[Int(node.raw)]) : nil)
    }
  }
}
