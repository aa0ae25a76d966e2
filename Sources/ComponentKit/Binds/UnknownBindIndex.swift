// An index that is granted must be one the table has.

package import Diagnostics
import Provenance
import ServiceSpec
import Shapes

package enum UnknownBindIndex {
  package static let code = Code("BIND006", "unknown-bind-index", .error)

  static func check(
    _ component: any Component, among neighbours: Neighbours, _ tree: Tree, _ sink: inout Sink
  ) {
    for bound in component.offeredBinds(among: neighbours) where bound.offer.knowsAllIndexes {
      let known = bound.offer.indexNames
      for index in bound.bind.options.value?.indexes.value?.elements ?? []
      where !known.contains(index.value) {
        let nearest = sink.nearest(to: index.value, among: known)
        let all = known.map { "`\($0)`" }.joined(separator: ", ")
        sink.report(
          Finding(
            code, at: .node(index.node),
            "table `\(bound.targetName.value)` has no index `\(index.value)`",
            help: nearest.map { "did you mean `\($0)`?" }
              ?? (known.isEmpty ? "the table has no indexes at all" : "it has \(all)"),
            related: [
              Related(
                .node(bound.target.entry.name.node),
                "`\(bound.targetName.value)` is declared here")
            ] + bound.offer.emptyIndexLists))
      }
    }
  }
}
