// A version is one of an object; without the object's key nobody knows of which.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum VersionWithoutObject {
  package static let code = Code("FUNC006", "version-without-object", .error)

  static func check(
    _ function: FunctionConfig, in placement: Placement, _ tree: Tree, _ sink: inout Sink
  ) {
    guard let source = function.code.value, let version = source.s3ObjectVersion.node,
      source.s3Key.isAbsent, source.zipFile.isAbsent, source.imageUri.isAbsent
    else { return }
    sink.report(
      Finding(
        code, at: .introduction(version), "`s3ObjectVersion` is given without the object",
        help: "write `s3Key: …` beside it, or remove it"))
  }
}
