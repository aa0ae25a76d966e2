// One bind says what a function may do with a table; a second one that grants the same adds
// nothing.

package import Diagnostics
import Provenance
import ServiceSpec
import Shapes

package enum RepeatedBind {
  package static let code = Code("BIND009", "repeated-bind", .warning)

  static func check(
    _ component: any Component, among neighbours: Neighbours, _ tree: Tree, _ sink: inout Sink
  ) {
    var first: [String: [AccessLevel: NodeID]] = [:]
    for bound in component.offeredBinds(among: neighbours) {
      // What narrows and what does not is a question for `VoidedRestriction`.
      guard let capability = bound.bind.capability.value, let levels = bound.bind.levels,
        !bound.bind.isNarrowed
      else { continue }
      let key = "\(bound.targetName.value) \(capability.rawValue)"
      let shared = levels.compactMap { first[key]?[$0] }.min()
      for level in levels where first[key]?[level] == nil {
        first[key, default: [:]][level] = bound.targetName.node
      }
      guard let shared else { continue }
      sink.report(
        Finding(
          code, at: .node(bound.targetName.node),
          "another bind grants the same access to `\(bound.targetName.value)`",
          help: "make one bind of the two: `access` takes a list",
          related: [Related(.node(shared), "the first is here")]))
    }
  }
}
