// harden: the layers are laid beneath what a person wrote, and the result is read.

import Compliance
import ComponentKit
import Diagnostics
import Provenance
import ServiceSpec
import Shapes
import YAMLText

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
      let stack = (layers[entry.type] ?? []) + written
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
  ) -> [ComponentType: [NodeID]] {
    var layers: [ComponentType: [NodeID]] = [:]
    for layer in vocabulary.layers where layer.tier == nil || layer.tier == tier {
      guard layer.region == nil || layer.region == region else { continue }
      var findings = Sink()
      let root: NodeID
      do throws(Reported) { root = try parseYAML(layer.file, into: &tree, sink: &findings) } catch {
        preconditionFailure("layer \(layer.file.name) of this program cannot be read")
      }
      SchemaCheck.check(
        root, against: vocabulary.root(layer.component.rawValue), of: vocabulary.schema,
        formats: vocabulary.formats, isFragment: true, memory: &memory, in: &tree,
        sink: &findings)
      precondition(findings.errorCount == 0, "layer \(layer.file.name) breaks its schema")
      layers[layer.component, default: []].append(root)
    }
    return layers
  }
}
