// A component's property list as its author wrote it: the JSON Schema tree, references followed.

package import Provenance

/// A mistake in our own inputs; regeneration stops with it.
package struct GenerationFault: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) {
    self.description = description
  }
}

/// One schema file of `components/`.
package struct ShapeSource {
  /// The folder's name: `service`, `dynamodb-table`, …
  package let name: String
  package let root: NodeID

  package init(name: String, root: NodeID) {
    self.name = name
    self.root = root
  }
}

/// All schema files, in one tree.
package struct ShapeLibrary {
  package let tree: Tree
  package let sources: [ShapeSource]

  package init(tree: Tree, sources: [ShapeSource]) {
    self.tree = tree
    self.sources = sources
  }

  package func source(_ name: String) -> ShapeSource? { sources.first { $0.name == name } }

  /// What other files call each file in `$ref`.
  package var files: [String: NodeID] {
    var files: [String: NodeID] = [:]
    for source in sources { files["../\(source.name)/schema.json"] = source.root }
    return files
  }

  func string(_ key: String, of node: NodeID) -> String? {
    tree.value(key, in: node).map { tree.text(of: $0) }
  }

  func flag(_ key: String, of node: NodeID) -> Bool {
    tree.value(key, in: node).map { tree.boolean(of: $0) } ?? false
  }

  func strings(_ key: String, of node: NodeID) -> [String] {
    guard let list = tree.value(key, in: node) else { return [] }
    return tree.children(of: list).map { tree.text(of: $0) }
  }

  func entries(_ key: String, of node: NodeID) -> [(name: String, node: NodeID)] {
    guard let mapping = tree.value(key, in: node) else { return [] }
    return tree.entries(of: mapping).map { (tree.text(of: $0.key), $0.value) }
  }

  /// What a schema's `type` names: one, several or none.
  func types(of node: NodeID) -> [String] {
    guard let value = tree.value("type", in: node) else { return [] }
    return tree.kind(of: value) == .sequence
      ? tree.children(of: value).map { tree.text(of: $0) } : [tree.text(of: value)]
  }

  /// The schema a node means: itself, or what its `$ref` names within the same file.
  func target(of node: NodeID, in root: NodeID) throws -> NodeID {
    guard let reference = string("$ref", of: node) else { return node }
    let prefix = "#/$defs/"
    guard reference.hasPrefix(prefix),
      let definition = entries("$defs", of: root).first(where: {
        $0.name == reference.dropFirst(prefix.count)
      })
    else { throw GenerationFault("\(tree.pointer(to: node)): `\(reference)` leads nowhere") }
    return definition.node
  }

  /// A property in declaration order, and the file that declares it.
  struct Declared {
    let name: String
    let node: NodeID
    let root: NodeID
    let ordinal: Int
    let isRequired: Bool
  }

  /// The names a property goes by, its own first.
  func spellings(of property: Declared) -> [String] {
    [property.name] + strings("x-alias", of: property.node)
  }

  /// The properties of an object, those of the files it includes first: the order of ordinals.
  func properties(of node: NodeID, in root: NodeID) -> [Declared] {
    var declared: [(name: String, node: NodeID, root: NodeID, required: Bool)] = []
    if let all = tree.value("allOf", in: node) {
      for child in tree.children(of: all) {
        guard let reference = string("$ref", of: child), let file = files[reference] else {
          continue
        }
        let required = strings("required", of: file)
        declared += entries("properties", of: file).map {
          ($0.name, $0.node, file, required.contains($0.name))
        }
      }
    }
    let required = strings("required", of: node)
    declared += entries("properties", of: node).map {
      ($0.name, $0.node, root, required.contains($0.name))
    }
    return declared.enumerated().map {
      Declared(
        name: $0.element.name, node: $0.element.node, root: $0.element.root,
        ordinal: $0.offset + 1, isRequired: $0.element.required)
    }
  }
}
