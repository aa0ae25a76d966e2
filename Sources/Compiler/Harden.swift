// harden: the layers are laid beneath what a person wrote, and the result is read.

import Compliance
import ComponentKit
import Diagnostics
import Provenance
import ServiceSpec
import Shapes

extension Compilation {
  mutating func harden(
    _ service: Service, _ environment: ServiceEnvironment?, _ placement: Placement
  ) -> [any Component] {
    let layers = readLayers(placement.tier, region: placement.homeRegion)
    var components: [any Component] = []
    components.reserveCapacity(service.components.count)
    for entry in service.components {
      guard let type = vocabulary.component(entry.type) else { continue }
      let written = [
        defaults(of: entry.type, environment), entry.config, overrides(of: entry, environment),
      ].compactMap { $0 }
      // What is no mapping was reported; nothing is to be concluded from what it does not say.
      // Settings that stand beside `config`, where they are unknown keys, may be what it lacks.
      if entry.config == nil, tree.holdsUnknownKey(entry.node) { continue }
      guard written.allSatisfy({ tree.kind(of: tree.content(of: $0)) == .mapping }) else {
        continue
      }
      let stack = layers.filter { $0.component == entry.type }.map(\.root) + written
      let config = LayerStack.merge(stack, in: &tree) ?? emptyConfig(of: entry)
      RequiredKeys.check(
        config, against: vocabulary.root(entry.type.rawValue), of: vocabulary.schema, in: &tree,
        sink: &sink)
      components.append(type.init(entry, config: config, in: tree))
    }
    return components
  }

  /// A configuration for an entry that has none; what it lacks is said at the entry.
  private mutating func emptyConfig(of entry: ComponentEntry) -> NodeID {
    let span = tree.span(of: entry.node)
    let node = tree.open(.mapping, span)
    tree.close(node, count: 0, end: span.end)
    tree.setWrittenNode(entry.node, of: node)
    return node
  }

  /// The layers of a tier in a region, by component type, the weakest first.
  private mutating func readLayers(
    _ tier: Tier, region: String
  ) -> [(component: ComponentType, root: NodeID)] {
    let layers = memory.layers(tier, region: region, of: vocabulary)
    let shift = tree.append(layers.tree)
    return layers.roots.map { ($0.component, NodeID($0.root.raw + shift)) }
  }
}
