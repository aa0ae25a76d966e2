// An option refines an access; without that access it refines nothing.

package import Diagnostics
import Provenance
import ServiceSpec
import Shapes

package enum OptionWithoutEffect {
  package static let code = Code("BIND007", "option-without-effect", .warning)

  static func check(
    _ component: any Component, among neighbours: Neighbours, _ tree: Tree, _ sink: inout Sink
  ) {
    for bound in component.offeredBinds(among: neighbours) {
      guard let levels = bound.bind.levels, let options = bound.bind.options.value,
        let access = bound.bind.access.node, let capability = bound.bind.capability.value
      else { continue }
      let reads = levels.contains(.read)
      let touchesItems = reads || levels.contains(.write)
      let isIndexOnly = capability == .dynamodbIndex
      let isWhole = capability == .databaseDynamodb
      let judged: [(name: String, node: NodeID?, needs: String, hasEffect: Bool)] = [
        ("indexes", options.indexes.node, "`read`", reads),
        ("scan", wish(options.scan), "`read`", reads),
        (
          "transactions", wish(options.transactions), "`read` or `write` of the table",
          touchesItems && !isIndexOnly
        ),
        ("partiql", wish(options.partiql), "`read` or `write`", touchesItems),
        ("describe", wish(options.describe), "access to the table", isWhole),
        ("leadingKeys", options.leadingKeys.node, "`read` or `write`", touchesItems),
        ("attributes", options.attributes.node, "`read` or `write`", touchesItems),
      ]
      for option in judged where !option.hasEffect {
        guard let node = option.node else { continue }
        sink.report(
          Finding(
            code, at: .introduction(node),
            "`\(option.name)` has no effect here: it refines \(option.needs)",
            help: "remove it, or widen what the bind grants",
            related: [Related(.introduction(access), "the access is chosen here")]))
      }
    }
  }

  /// `false` asks for nothing.
  private static func wish(_ field: Field<Bool>) -> NodeID? {
    field.value == true ? field.node : nil
  }
}
