// A JSON text as tests walk it: members, texts, pointers to what has no parts.

package import Provenance
import Diagnostics
import JSONText
import Shapes

package struct JSONReading: Sendable {
  package let tree: Tree
  package let root: NodeID

  package func node(_ pointer: String) -> NodeID? {
    var node = root
    for step in pointer.split(separator: "/") {
      let key = String(step.replacing("~1", with: "/").replacing("~0", with: "~"))
      switch tree.kind(of: node) {
      case .mapping:
        guard let next = tree.value(key, in: node) else { return nil }
        node = next
      case .sequence:
        let children = Array(tree.children(of: node))
        guard let position = Int(key), children.indices.contains(position) else { return nil }
        node = children[position]
      default: return nil
      }
    }
    return node
  }

  /// The members of a mapping that stands at a key of the root, in their order.
  package func members(_ key: String) -> [(key: String, value: NodeID)] {
    tree.value(key, in: root).map(members) ?? []
  }

  package func members(of node: NodeID) -> [(key: String, value: NodeID)] {
    guard tree.kind(of: node) == .mapping else { return [] }
    return tree.entries(of: node).map { (tree.text(of: $0.key), $0.value) }
  }

  package func text(_ key: String, in node: NodeID) -> String {
    tree.value(key, in: node).map { tree.text(of: $0) } ?? ""
  }

  package func canonical(_ node: NodeID) -> String { CanonicalJSON.text(of: node, in: tree) }

  /// Pointers to every value that has no parts, empty collections among them.
  package var leafPointers: [String] { leaves.map(\.pointer) }

  /// The same with what stands there, without a search for each.
  package var leaves: [(pointer: String, node: NodeID)] {
    var leaves: [(pointer: String, node: NodeID)] = []
    gather(root, "", &leaves)
    return leaves
  }

  private func gather(
    _ node: NodeID, _ pointer: String, _ leaves: inout [(pointer: String, node: NodeID)]
  ) {
    switch tree.kind(of: node) {
    case .mapping where tree.count(of: node) > 0:
      for (key, value) in members(of: node) {
        let escaped = key.replacing("~", with: "~0").replacing("/", with: "~1")
        gather(value, "\(pointer)/\(escaped)", &leaves)
      }
    case .sequence where tree.count(of: node) > 0:
      for (position, child) in tree.children(of: node).enumerated() {
        gather(child, "\(pointer)/\(position)", &leaves)
      }
    default: leaves.append((pointer, node))
    }
  }

  /// In a trail: every mapping that says where something stands.
  package var places: [NodeID] {
    var places: [NodeID] = []
    for (_, entries) in members(of: root) {
      for (_, entry) in members(of: entries) {
        guard let sources = tree.value("sources", in: entry) else {
          places.append(entry)
          continue
        }
        places += Array(tree.children(of: sources))
      }
    }
    return places
  }
}

extension Reading {
  /// A JSON text that we wrote ourselves; one that cannot be read fails the test.
  package static func json(_ bytes: [UInt8]) throws -> JSONReading {
    var tree = Tree()
    var sink = Sink()
    let root = try parseJSON(
      SourceFile(name: "test.json", bytes: bytes), into: &tree, sink: &sink)
    return JSONReading(tree: tree, root: root)
  }
}
