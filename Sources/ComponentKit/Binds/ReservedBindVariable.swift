// Lambda sets some variables itself: a bind cannot provide them.

import AWSNames
package import Diagnostics
import Provenance
import ServiceSpec
import Shapes

package enum ReservedBindVariable {
  package static let code = Code("BIND014", "reserved-bind-variable", .error)

  static func check(
    _ component: any Component, among neighbours: Neighbours, _ tree: Tree, _ sink: inout Sink
  ) {
    for bound in component.offeredBinds(among: neighbours) {
      for variable in bound.variables where LambdaReservedName.contains(variable.name) {
        sink.report(
          Finding(
            code, at: .node(variable.node),
            "`\(variable.name)` is set by Lambda and cannot hold `\(variable.attribute)`",
            help: "choose another name"))
      }
    }
  }
}
