// What a function sets itself wins over what a bind would provide.

package import Diagnostics
import Provenance
import ServiceSpec
import Shapes

package enum VariableAlreadySet {
  package static let code = Code("BIND013", "variable-already-set", .note)

  static func check(
    _ component: any Component, among neighbours: Neighbours, _ tree: Tree, _ sink: inout Sink
  ) {
    guard !component.variables.isEmpty else { return }
    let own = Dictionary(
      component.variables.map { ($0.value, $0.node) }, uniquingKeysWith: { first, _ in first })
    var reported: Set<String> = []
    for bound in component.offeredBinds(among: neighbours) {
      for variable in bound.variables {
        guard let key = own[variable.name], reported.insert(variable.name).inserted else {
          continue
        }
        sink.report(
          Finding(
            code, at: .key(key),
            "`\(variable.name)` is set here, so the bind to `\(bound.targetName.value)` "
              + "does not provide it",
            help: "remove it to have `\(bound.targetName.value).\(variable.attribute)`",
            related: [Related(.node(variable.node), "the bind is here")]))
      }
    }
  }
}
