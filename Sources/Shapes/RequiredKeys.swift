// Which required keys a merged mapping still lacks: asked once every layer has had its say.

package import Diagnostics
package import Provenance

package enum RequiredKeys {
  /// Reports what is missing in the mappings below `node`. Lists were checked whole when written.
  package static func check(
    _ node: NodeID, against id: ShapeID, of schema: Schema, in tree: inout Tree,
    sink: inout Sink
  ) {
    let shape = schema.shape(id)
    let content = tree.content(of: node)
    guard tree.kind(of: content) == .mapping, !shape.flags.contains(.open),
      !tree.isBroken(tree.origin(of: node))
    else { return }
    for index in shape.allOf.indices {
      check(node, against: ShapeID(schema.branches[index]), of: schema, in: &tree, sink: &sink)
    }
    for index in shape.anyOf.indices {
      let branch = ShapeID(schema.branches[index])
      guard schema.shape(branch).kinds.contains(.object) else { continue }
      check(node, against: branch, of: schema, in: &tree, sink: &sink)
    }
    var given = OrdinalSet()
    var values: [(ordinal: UInt32, value: NodeID)] = []
    for entry in tree.entries(of: content) {
      let ordinal = tree.ordinal(of: entry.key)
      _ = given.insert(ordinal)
      if tree.kind(of: tree.content(of: entry.value)) == .mapping {
        values.append((ordinal, entry.value))
      }
    }
    let holdsStranger = shape.flags.contains(.closed) && tree.holdsUnknownKey(content)
    for index in shape.properties.indices {
      let property = schema.properties[index]
      if property.flags.contains(.alias) { continue }
      if property.flags.contains(.required), !given.contains(property.ordinal) {
        if !holdsStranger {
          sink.report(ShapeWording.missing(schema.text(property.name), in: node))
        }
        tree.markBroken(tree.origin(of: node))
      }
      guard let value = values.first(where: { $0.ordinal == property.ordinal })?.value else {
        continue
      }
      check(value, against: property.shape, of: schema, in: &tree, sink: &sink)
    }
  }
}
