// What one compilation leaves for the next with the same vocabulary: what does not hang on the spec
// is worked out once for a folder of them.

import Compliance
import Diagnostics
import Provenance
import ServiceSpec
import Shapes
import YAMLText

package struct CompilerMemory: Sendable {
  var checks = CheckMemory()
  var places = PlaceMemory()
  private var layers: [LayerSet] = []

  package init() {}

  /// The layers of a tier in a region, read and checked, in a tree of their own.
  struct LayerSet: Sendable {
    let tier: Tier
    let region: String
    var tree = Tree()
    /// The weakest first.
    var roots: [(component: ComponentType, root: NodeID)] = []
  }

  mutating func layers(_ tier: Tier, region: String, of vocabulary: Vocabulary) -> LayerSet {
    if let known = layers.first(where: { $0.tier == tier && $0.region == region }) { return known }
    var set = LayerSet(tier: tier, region: region)
    for layer in vocabulary.layers where layer.tier == nil || layer.tier == tier {
      guard layer.region == nil || layer.region == region else { continue }
      set.roots.append((layer.component, read(layer, of: vocabulary, into: &set.tree)))
    }
    layers.append(set)
    return set
  }

  private mutating func read(
    _ layer: LayerText, of vocabulary: Vocabulary, into tree: inout Tree
  ) -> NodeID {
    var findings = Sink()
    let root: NodeID
    do throws(Reported) { root = try parseYAML(layer.file, into: &tree, sink: &findings) } catch {
      preconditionFailure("layer \(layer.file.name) of this program cannot be read")
    }
    SchemaCheck.check(
      root, against: vocabulary.root(layer.component.rawValue), of: vocabulary.schema,
      formats: vocabulary.formats, isFragment: true, memory: &checks, in: &tree,
      sink: &findings)
    precondition(findings.errorCount == 0, "layer \(layer.file.name) breaks its schema")
    return root
  }
}
