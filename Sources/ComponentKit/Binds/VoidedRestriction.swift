// Permissions add up: what one bind narrows, another that does not narrow opens again.

package import Diagnostics
import Provenance
import ServiceSpec
import Shapes

package enum VoidedRestriction {
  package static let code = Code("BIND010", "voided-restriction", .error)

  static func check(
    _ component: any Component, among neighbours: Neighbours, _ tree: Tree, _ sink: inout Sink
  ) {
    var open: [String: [AccessLevel: NodeID]] = [:]
    let binds = component.offeredBinds(among: neighbours)
    for bound in binds where !bound.bind.isNarrowed {
      for level in bound.bind.levels ?? [] where open[key(bound)]?[level] == nil {
        open[key(bound), default: [:]][level] = bound.targetName.node
      }
    }
    for bound in binds where bound.bind.isNarrowed {
      let levels = bound.bind.levels?.intersection([.read, .write]) ?? []
      guard let other = levels.compactMap({ open[key(bound)]?[$0] }).min(),
        let options = bound.bind.options.value,
        let restriction = options.leadingKeys.node ?? options.attributes.node
      else { continue }
      let name = options.leadingKeys.isAbsent ? "attributes" : "leadingKeys"
      sink.report(
        Finding(
          code, at: .introduction(restriction),
          "`\(name)` restricts nothing, for another bind grants the same access without it",
          help: "restrict both binds, or grant each access in one of them only",
          related: [Related(.node(other), "the bind without the restriction is here")]))
    }
  }

  /// Data of the table is not data of its index: the two have names of their own in policies.
  private static func key(_ bound: OfferedBind) -> String {
    bound.targetName.value + " " + (bound.bind.capability.value?.rawValue ?? "")
  }
}
