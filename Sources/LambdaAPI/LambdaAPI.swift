// A function that answers requests, behind an HTTP API when it has routes.

package import Shapes
package import CloudFormation
package import ComponentKit
package import Diagnostics
package import LambdaFunction
package import Provenance
package import ServiceSpec

package struct LambdaAPI: Component {
  package static let type = ComponentType.lambdaApi

  package let entry: ComponentEntry
  package let function: FunctionConfig
  package let config: LambdaAPIConfig

  package init(_ entry: ComponentEntry, config: NodeID, in tree: Tree) {
    self.entry = entry
    var isIntact = true
    function = FunctionConfig.decode(config, in: tree, &isIntact) ?? FunctionConfig(empty: config)
    self.config =
      LambdaAPIConfig.decode(config, in: tree, &isIntact) ?? LambdaAPIConfig(empty: config)
  }

  package var offer: CapabilityOffer? { nil }

  package var hasRole: Bool { true }

  package var mayMissCommercial: Bool { function.mayBeTooLarge(entry) }

  package var variables: [Traced<String>] { function.variableNames }

  package var variableValues: [Traced<Text>] { function.variableValues }

  package func check(in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    FunctionSemantics.check(function, in: placement, tree, &sink)
    APISemantics.check(self, in: placement, tree, &sink)
  }

  package func check(among neighbours: Neighbours, _ tree: Tree, _ sink: inout Sink) {}

  package func synthesize(in context: SynthesisContext, stem: String) -> ComponentOutput? {
    let synthesis = FunctionSynthesis(entry, function, stem: stem, in: context)
    var output = synthesis.finished().output
    if let api = HTTPAPI(synthesis.settings, config) {
      output.resources += api.resources
      output.outputs.append(api.output)
    }
    return output
  }

  package func pieces(
    of path: [String], stem: String, in context: SynthesisContext
  ) -> [SubstitutionPiece]? {
    let settings = FunctionSettings(entry, function, stem: stem, in: context)
    if path == ["apiEndpoint"] {
      return HTTPAPI(settings, config)?.names.api.attribute(.apiEndpoint).pieces
    }
    return settings.pieces(of: path)
  }

  package func attribute(_ path: [String]) -> AttributeAnswer {
    if path == ["apiEndpoint"] {
      if config.routes.isBroken || (config.routes.isAbsent && !config.isIntact) {
        return .undecided
      }
      return (config.routes.value?.count ?? 0) == 0
        ? .absent(
          reason: "function `\(entry.name.value)` has no routes, so no API",
          help: "add `routes: [{ method: GET, path: / }]`")
        : .there(isIndependent: false)
    }
    return function.attribute(path, of: entry.name.value, andAlso: ["apiEndpoint"])
  }
}
