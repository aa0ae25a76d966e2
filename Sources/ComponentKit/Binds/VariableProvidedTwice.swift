// A variable holds one value.

package import Diagnostics
import Provenance
import ServiceSpec
import Shapes

package enum VariableProvidedTwice {
  package static let code = Code("BIND012", "variable-provided-twice", .error)

  static func check(
    _ component: any Component, among neighbours: Neighbours, _ tree: Tree, _ sink: inout Sink
  ) {
    var first: [String: (meaning: String, node: NodeID)] = [:]
    for bound in component.offeredBinds(among: neighbours) {
      for variable in bound.variables {
        // Several binds to one table give the same value under the same name.
        let meaning = "\(bound.targetName.value).\(variable.attribute)"
        guard let earlier = first[variable.name] else {
          first[variable.name] = (meaning, variable.node)
          continue
        }
        guard earlier.meaning != meaning else { continue }
        sink.report(
          Finding(
            code, at: .node(variable.node),
            "`\(variable.name)` would hold `\(meaning)`, but it holds `\(earlier.meaning)`",
            help: "rename one of the two with `env`",
            related: [Related(.node(earlier.node), "`\(earlier.meaning)` is provided here")]))
      }
    }
  }
}
