// All variables together, as the JSON text Lambda keeps them in, have a fixed space.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum EnvironmentTooLarge {
  package static let code = Code("FUNC010", "environment-too-large", .error)

  /// EVIDENCE: Lambda developer guide, "Lambda quotas": environment variables, 4 KB in aggregate.
  static let bytesMax = 4_096

  static func check(
    _ function: FunctionConfig, in placement: Placement, _ tree: Tree, _ sink: inout Sink
  ) {
    guard case .given(let variables, let node) = function.environment.value?.variables ?? .absent
    else { return }
    // Braces around all, and for each the quotes, the colon and the comma after it.
    var count = 1
    for entry in variables.entries {
      count += entry.key.utf8.count + 6
      // What a reference stands for is not known; it may be short.
      count += entry.value.value?.literal?.utf8.count ?? 0
    }
    guard count > bytesMax else { return }
    sink.report(
      Finding(
        code, at: .introduction(node),
        "the variables take \(count) bytes, and \(bytesMax) is all there is",
        help: "keep long values in a parameter store or a file, and name them here"))
  }
}
