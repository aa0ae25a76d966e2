// A narrow capability takes only the access that its part of the table knows.

package import Diagnostics
import Provenance
import ServiceSpec
import Shapes

package enum AccessBeyondCapability {
  package static let code = Code("BIND003", "access-beyond-capability", .error)

  static func check(
    _ component: any Component, among neighbours: Neighbours, _ tree: Tree, _ sink: inout Sink
  ) {
    for bound in component.offeredBinds(among: neighbours) {
      guard let capability = bound.bind.capability.traced,
        let levels = bound.offer.capabilities[capability.value]
      else { continue }
      for level in bound.bind.access.value?.elements ?? [] where !levels.contains(level.value) {
        let known = levels.map { "`\($0.rawValue)`" }.joined(separator: ", ")
        sink.report(
          Finding(
            code, at: .node(level.node),
            "`\(capability.value.rawValue)` knows no access `\(level.value.rawValue)`",
            help: "write \(known), or `capability: database:dynamodb` for the whole table",
            related: [Related(.node(capability.node), "the capability is chosen here")]))
      }
    }
  }
}
