// Every request names the key of its item: a list of attributes without it refuses every request.

package import Diagnostics
import Provenance
import ServiceSpec
import Shapes

package enum AttributesWithoutKey {
  package static let code = Code("BIND016", "attributes-without-key", .error)

  static func check(
    _ component: any Component, among neighbours: Neighbours, _ tree: Tree, _ sink: inout Sink
  ) {
    for bound in component.offeredBinds(among: neighbours) {
      guard bound.bind.capability.value == .databaseDynamodb,
        bound.bind.grants(.read) || bound.bind.grants(.write),
        case .given(let attributes, let node) = bound.bind.options.value?.attributes ?? .absent,
        attributes.isIntact
      else { continue }
      let listed = Set(attributes.elements.map(\.value))
      let missing = bound.offer.keyNames.filter { !listed.contains($0) }
      guard !missing.isEmpty else { continue }
      let names = missing.map { "`\($0)`" }.joined(separator: " and ")
      sink.report(
        Finding(
          code, at: .introduction(node),
          "`attributes` lacks \(names) of the table's key, without which no request is allowed",
          help: "add \(names) to the list",
          related: [
            Related(
              .node(bound.target.entry.name.node), "`\(bound.targetName.value)` is declared here")
          ]))
    }
  }
}
