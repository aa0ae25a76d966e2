// Lambda sets some variables itself and takes them from nobody.

import AWSNames
import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum ReservedVariableName {
  package static let code = Code("FUNC009", "reserved-variable-name", .error)

  static func check(
    _ function: FunctionConfig, in placement: Placement, _ tree: Tree, _ sink: inout Sink
  ) {
    for variable in function.variableNames where LambdaReservedName.contains(variable.value) {
      sink.report(
        Finding(
          code, at: .key(variable.node),
          "`\(variable.value)` is set by Lambda and cannot be set here",
          help: "remove it if Lambda's value is the one you want, else choose another name"))
    }
  }
}
