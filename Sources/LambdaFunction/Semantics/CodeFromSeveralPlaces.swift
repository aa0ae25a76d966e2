// The code of a function is one thing: an object in S3, a text, or an image.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum CodeFromSeveralPlaces {
  package static let code = Code("FUNC005", "code-from-several-places", .error)

  static func check(
    _ function: FunctionConfig, in placement: Placement, _ tree: Tree, _ sink: inout Sink
  ) {
    guard let source = function.code.value else { return }
    let object = source.s3Bucket.node ?? source.s3Key.node ?? source.s3ObjectVersion.node
    let places = [
      object.map { (title: "an object in S3", node: $0) },
      source.zipFile.node.map { (title: "source text", node: $0) },
      source.imageUri.node.map { (title: "an image", node: $0) },
    ].compactMap { $0 }
    guard let first = places.first else { return }
    for other in places.dropFirst() {
      sink.report(
        Finding(
          code, at: .introduction(other.node),
          "the code is \(first.title) already, and cannot be \(other.title) too",
          help: "keep `s3Bucket` and `s3Key`, or `zipFile`, or `imageUri`",
          related: [Related(.introduction(first.node), "\(first.title) is given here")]))
    }
  }
}
