// An image brings its own entry point, its own runtime and all its files.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum PackageSettingWithImage {
  package static let code = Code("FUNC002", "package-setting-with-image", .error)

  static func check(
    _ function: FunctionConfig, in placement: Placement, _ tree: Tree, _ sink: inout Sink
  ) {
    guard let source = function.code.value, let image = source.imageUri.node else { return }
    let settings: [(name: String, node: NodeID?)] = [
      ("handler", function.handler.node), ("handler", source.handler.node),
      ("runtime", function.runtime.node), ("runtime", source.runtime.node),
      ("layers", function.layers.node),
    ]
    for (name, node) in settings {
      // What a layer supplies for packages is not used for an image, and nobody asked for it.
      guard let node, tree.source(of: node).role == .spec else { continue }
      sink.report(
        Finding(
          code, at: .introduction(node), "`\(name)` is for packages, and the code is an image",
          help: name == "handler"
            ? "remove it; the image's own `CMD` names the handler"
            : "remove it; the image holds what it needs",
          related: [Related(.introduction(image), "the image is given here")]))
    }
  }
}
