// A function that consumes streams.

package import CloudFormation
package import ComponentKit
package import Diagnostics
package import LambdaFunction
package import Provenance
package import ServiceSpec
package import Shapes

package struct LambdaWorker: Component {
  package static let type = ComponentType.lambdaWorker

  package let entry: ComponentEntry
  package let function: FunctionConfig
  package let config: LambdaWorkerConfig

  package init(_ entry: ComponentEntry, config: NodeID, in tree: Tree) {
    self.entry = entry
    var isIntact = true
    function = FunctionConfig.decode(config, in: tree, &isIntact) ?? FunctionConfig(empty: config)
    self.config =
      LambdaWorkerConfig.decode(config, in: tree, &isIntact) ?? LambdaWorkerConfig(empty: config)
  }

  package var offer: CapabilityOffer? { nil }

  package var hasRole: Bool { true }

  package var mayMissCommercial: Bool { function.mayBeTooLarge(entry) }

  package var variables: [Traced<String>] { function.variableNames }

  package var variableValues: [Traced<Text>] { function.variableValues }

  package func check(in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    FunctionSemantics.check(function, in: placement, tree, &sink)
  }

  package func check(among neighbours: Neighbours, _ tree: Tree, _ sink: inout Sink) {
    MappingSemantics.check(self, among: neighbours, tree, &sink)
  }

  package func synthesize(in context: SynthesisContext, stem: String) -> ComponentOutput? {
    WorkerSynthesis(worker: self, context: context, stem: stem).output
  }

  package func pieces(
    of path: [String], stem: String, in context: SynthesisContext
  ) -> [SubstitutionPiece]? {
    FunctionSettings(entry, function, stem: stem, in: context).pieces(of: path)
  }

  package func attribute(_ path: [String]) -> AttributeAnswer {
    function.attribute(path, of: entry.name.value)
  }
}
