// Property lists for the tests: small ones written in the test, and those of `components/`.

import Diagnostics
import Foundation
import JSONText
import Provenance
import ShapeGen

/// The files of this checkout.
struct CheckedOutFiles: RepositoryFiles {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  func contents(of path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: Self.root.appending(path: path)))
  }

  func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: Self.root.appending(path: folder).path)
      .filter { !$0.hasPrefix(".") }.sorted()
  }
}

enum PropertyLists {
  static func library(_ lists: [(name: String, json: String)]) throws -> ShapeLibrary {
    var tree = Tree()
    var sink = Sink()
    var sources: [ShapeSource] = []
    for list in lists {
      let file = SourceFile(name: "\(list.name)/schema.json", bytes: Array(list.json.utf8))
      let root = try parseJSON(file, into: &tree, sink: &sink)
      sources.append(ShapeSource(name: list.name, root: root))
    }
    return ShapeLibrary(tree: tree, sources: sources)
  }

  static func components() throws -> ShapeLibrary {
    try Generation.loadLibrary(CheckedOutFiles())
  }
}

/// A JSON text as a tree, for assertions about its structure.
struct ParsedJSON {
  let tree: Tree
  let root: NodeID

  init(_ bytes: [UInt8]) throws {
    var tree = Tree()
    var sink = Sink()
    root = try parseJSON(SourceFile(name: "bundle", bytes: bytes), into: &tree, sink: &sink)
    self.tree = tree
  }

  /// Every key of every mapping below a node, with its value.
  func entries(below node: NodeID) -> [(key: String, value: NodeID)] {
    switch tree.kind(of: node) {
    case .mapping:
      return tree.entries(of: node).flatMap {
        [(tree.text(of: $0.key), $0.value)] + entries(below: $0.value)
      }
    case .sequence: return tree.children(of: node).flatMap { entries(below: $0) }
    default: return []
    }
  }

  /// Where a reference within the text leads.
  func target(of reference: String) -> NodeID? {
    guard reference.hasPrefix("#") else { return nil }
    var node = root
    for part in reference.dropFirst().split(separator: "/") {
      let key = String(part).replacing("~1", with: "/").replacing("~0", with: "~")
      switch tree.kind(of: node) {
      case .mapping:
        guard let next = tree.value(key, in: node) else { return nil }
        node = next
      case .sequence:
        let elements = Array(tree.children(of: node))
        guard let index = Int(key), elements.indices.contains(index) else { return nil }
        node = elements[index]
      default: return nil
      }
    }
    return node
  }
}
