// All variables together, as the JSON text Lambda keeps them in, have a fixed space.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum EnvironmentTooLarge {
  package static let code = Code("FUNC010", "environment-too-large", .error)

  /// EVIDENCE: Lambda developer guide, "Lambda quotas": environment variables, 4 KB in aggregate.
  static let bytesMax = 4_096

  /// A brace before all; the one behind stands where the last comma would.
  private static let envelope = 1
  /// For each variable the quotes, the colon and the comma after it.
  private static let marks = 6

  /// With what references and binds give: at least as long as what is known of it.
  static func findings(_ variables: [FunctionVariable]) -> [Finding] {
    var count = envelope
    var first: FunctionVariable?
    for variable in variables {
      count += variable.name.utf8.count + marks + variable.bytesMin
      if count > bytesMax, first == nil { first = variable }
    }
    guard let first else { return [] }
    return [
      Finding(
        code, at: .node(first.node),
        "from `\(first.name)` on there is no room: the \(variables.count) variables take"
          + " \(count) bytes or more, and \(bytesMax) is all there is",
        help: first.isOfBind
          ? "make several functions of it, each bound to what it needs; or give variables shorter"
            + " names with `env`"
          : "keep long values in a parameter store or a file, and name them here")
    ]
  }

  static func check(
    _ function: FunctionConfig, in placement: Placement, _ tree: Tree, _ sink: inout Sink
  ) {
    guard case .given(let variables, let node) = function.environment.value?.variables ?? .absent
    else { return }
    var count = envelope
    for entry in variables.entries {
      count += entry.key.utf8.count + marks
      // What a reference stands for is seen in what the function becomes.
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
