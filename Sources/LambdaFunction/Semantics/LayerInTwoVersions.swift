// A function has one version of a layer.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum LayerInTwoVersions {
  package static let code = Code("FUNC014", "layer-in-two-versions", .error)

  static func check(
    _ function: FunctionConfig, in placement: Placement, _ tree: Tree, _ sink: inout Sink
  ) {
    var first: [Substring: NodeID] = [:]
    for layer in function.layers.value?.elements ?? [] {
      guard let arn = layer.value.literal, let colon = arn.lastIndex(of: ":") else { continue }
      let name = arn[..<colon]
      guard let earlier = first.updateValue(layer.node, forKey: name) else { continue }
      first[name] = earlier
      sink.report(
        Finding(
          code, at: .node(layer.node), "another version of this layer is in the list",
          help: "keep the version you want",
          related: [Related(.node(earlier), "the other is here")]))
    }
  }
}
