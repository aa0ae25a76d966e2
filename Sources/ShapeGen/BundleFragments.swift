// Layers hold part of a configuration: the same keys as the whole, with nothing required of them.

import Provenance

extension BundleWriter {
  /// Settings of a component in a layer. What stands in a list is whole even there, since lists
  /// replace each other; only mappings that merge lose what they require.
  mutating func fragmentReference(to source: ShapeSource) throws -> SchemaMembers {
    let place = place(of: source)
    guard try demands(source.root, in: source.root) else { return .reference(to: place.pointer) }
    return .reference(to: addFragment(source.name, source.root, at: place))
  }

  private mutating func addFragment(
    _ base: String, _ node: NodeID, at place: BundlePlace
  ) -> String {
    let name = "\(base).fragment"
    if !fragments.contains(where: { $0.name == name }) {
      fragments.append(Fragment(name: name, node: node, place: place))
    }
    return "#/$defs/\(name)"
  }

  /// Whether a value must hold certain keys, outside of lists.
  private func demands(
    _ node: NodeID, in root: NodeID, within: Set<NodeID> = []
  ) throws -> Bool {
    let target = try library.target(of: node, in: root)
    guard !library.flag("x-open", of: target), !library.flag("x-one-or-many", of: target),
      !within.contains(target)
    else { return false }
    let path = within.union([target])
    if let branches = tree.value("anyOf", in: target) {
      return try tree.children(of: branches).contains { try demands($0, in: root, within: path) }
    }
    return try library.properties(of: target, in: root).contains {
      try $0.isRequired || demands($0.node, in: $0.root, within: path)
    }
  }

  /// The fragment of a schema that stands whole at `place`.
  mutating func fragment(_ node: NodeID, at place: BundlePlace) throws -> SchemaMembers {
    let root = place.source.root
    guard try demands(node, in: root) else { return .reference(to: place.pointer) }
    var members = annotations(of: node)
    if let reference = library.string("$ref", of: node) {
      let whole = place.moved(to: try pointer(reference, of: node, at: place))
      let name = String(whole.pointer.dropFirst("#/$defs/".count))
      let target = try library.target(of: node, in: root)
      members.append("$ref", .text(addFragment(name, target, at: whole)))
    } else if let branches = tree.value("anyOf", in: node) {
      var drafts: [SchemaDraft] = []
      for (index, branch) in tree.children(of: branches).enumerated() {
        drafts.append(.object(try fragment(branch, at: place.below("anyOf", String(index)))))
      }
      members.append("anyOf", .list(drafts))
    } else {
      members.append(contentsOf: try objectFragment(node, at: place))
    }
    return members
  }

  private mutating func objectFragment(
    _ node: NodeID, at place: BundlePlace
  ) throws -> SchemaMembers {
    let declared = library.properties(of: node, in: place.source.root)
    var properties = SchemaMembers()
    for property in declared {
      let lender = try self.place(ofRoot: property.root)
      let whole = property.root == place.source.root ? place : lender
      let here = whole.below("properties", property.name)
      let part = SchemaDraft.object(try fragment(property.node, at: here))
      properties.append(property.name, part)
      let isWhole = try !demands(property.node, in: property.root)
      for alias in library.strings("x-alias", of: property.node) {
        let pointer = place.below("properties", alias).pointer
        properties.append(alias, isWhole ? .object(.reference(to: pointer)) : part)
      }
    }
    var members = frame(of: node)
    members.append("properties", .object(properties))
    copy(["additionalProperties"], of: node, to: &members)
    let conditions = declared.flatMap { exclusions(library.spellings(of: $0)) }
    if !conditions.isEmpty { members.append("allOf", .list(conditions)) }
    return members
  }
}
