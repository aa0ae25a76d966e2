// Lambda takes environment variables by the names that every shell and language takes.

import AWSNames
import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum MalformedVariableName {
  package static let code = Code("FUNC017", "malformed-variable-name", .error)

  static func check(
    _ function: FunctionConfig, in placement: Placement, _ tree: Tree, _ sink: inout Sink
  ) {
    for variable in function.variableNames
    where !isWellFormed(variable.value) && !LambdaReservedName.contains(variable.value) {
      // A reference in a key was reported.
      if tree.flags(of: variable.node).contains(.reference) { continue }
      sink.report(
        Finding(
          code, at: .key(variable.node),
          "`\(variable.value)` cannot be the name of an environment variable",
          help: "write a letter, then letters, digits and underscores, two characters at least"))
    }
  }

  /// EVIDENCE: Lambda API, `Environment`, `Variables`: key pattern `[a-zA-Z]([a-zA-Z0-9_])+`.
  private static func isWellFormed(_ name: String) -> Bool {
    name.utf8.count >= 2 && name.first.map { $0.isASCII && $0.isLetter } ?? false
      && name.utf8.allSatisfy { byte in
        let character = Character(Unicode.Scalar(byte))
        return byte < 0x80 && (character.isLetter || character.isNumber || character == "_")
      }
  }
}
