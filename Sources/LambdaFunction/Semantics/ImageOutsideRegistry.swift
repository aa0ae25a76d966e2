// Lambda takes images from the private registries of ECR, from nowhere else.

import AWSNames
import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum ImageOutsideRegistry {
  package static let code = Code("FUNC015", "image-outside-registry", .error)

  static func check(
    _ function: FunctionConfig, in placement: Placement, _ tree: Tree, _ sink: inout Sink
  ) {
    guard let image = function.code.value?.imageUri.traced, let uri = image.value.literal else {
      return
    }
    let host = uri.prefix { $0 != "/" }
    // The second form is that of the dual-stack endpoints.
    if String(host).holds(".dkr.ecr.") || String(host).holds(".dkr-ecr.") { return }
    sink.report(
      Finding(
        code, at: .node(image.node), "the image is not in a registry of ECR",
        help: "push it there and write `<account>.dkr.ecr.<region>.amazonaws.com/<name>:<tag>`"))
  }
}
