// Lays one mapping over another: the stronger layer's leaves win, mappings merge, lists replace.

package import Provenance

package enum LayerStack {
  /// Merges checked mappings, the weakest first. The result's leaves are links to what was written,
  /// so every value still knows its text and its line. One layer alone is returned as it is.
  package static func merge(_ layers: [NodeID], in tree: inout Tree) -> NodeID? {
    let layers = layers.filter { tree.kind(of: tree.content(of: $0)) == .mapping }
    guard let strongest = layers.last else { return nil }
    return layers.count == 1 ? strongest : mergeMappings(layers, in: &tree)
  }

  private struct Slot {
    let key: NodeID
    var values: [NodeID]
  }

  private static func mergeMappings(_ layers: [NodeID], in tree: inout Tree) -> NodeID {
    var slots: [Slot] = []
    // Properties by ordinal, a user's own keys by text: the places of their slots.
    var places: [Int?] = []
    var ownPlaces: [String: Int] = [:]
    // The strongest layer first, so that its order of keys is kept.
    for layer in layers.reversed() {
      for entry in tree.entries(of: tree.content(of: layer)) {
        let ordinal = Int(tree.ordinal(of: entry.key))
        let text = ordinal == 0 ? tree.text(of: entry.key) : ""
        while places.count <= ordinal { places.append(nil) }
        if let place = ordinal == 0 ? ownPlaces[text] : places[ordinal] {
          slots[place].values.append(entry.value)
        } else {
          if ordinal == 0 { ownPlaces[text] = slots.count } else { places[ordinal] = slots.count }
          slots.append(Slot(key: entry.key, values: [entry.value]))
        }
      }
    }
    // Inner mappings come before the outer one that links to them: a subtree is one range.
    let values = slots.map { merged($0.values, in: &tree) }
    let strongest = layers[layers.count - 1]
    let result = tree.open(.mapping, tree.span(of: strongest))
    for (slot, value) in zip(slots, values) {
      tree.appendKey(slot.key)
      tree.appendLink(to: value, span: tree.span(of: value))
    }
    tree.close(result, count: slots.count, end: tree.span(of: strongest).end)
    tree.setWrittenNode(tree.writtenNode(of: strongest), of: result)
    return result
  }

  /// The values of one key, the strongest first.
  private static func merged(_ values: [NodeID], in tree: inout Tree) -> NodeID {
    // What was reported wins, so that nothing is concluded from what lies beneath it.
    if tree.isBroken(values[0]) { return values[0] }
    var mappings: [NodeID] = []
    for value in values {
      guard tree.kind(of: tree.content(of: value)) == .mapping, !tree.isBroken(value) else { break }
      mappings.append(value)
    }
    return mappings.count > 1 ? mergeMappings(mappings.reversed(), in: &tree) : values[0]
  }
}
