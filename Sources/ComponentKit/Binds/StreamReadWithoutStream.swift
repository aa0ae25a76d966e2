// There is nothing to read in a stream that a table does not have.

package import Diagnostics
import Provenance
import ServiceSpec
import Shapes

package enum StreamReadWithoutStream {
  package static let code = Code("BIND004", "stream-read-without-stream", .error)

  static func check(
    _ component: any Component, among neighbours: Neighbours, _ tree: Tree, _ sink: inout Sink
  ) {
    for bound in component.offeredBinds(among: neighbours) {
      guard bound.offer.hasStream == false,
        !neighbours.hasReportedStream(of: bound.targetName.value),
        let capability = bound.bind.capability.value,
        bound.offer.capabilities[capability]?.contains(.streamRead) ?? false,
        let level = bound.bind.access.value?.elements.first(where: { $0.value == .streamRead })
      else { continue }
      let name = bound.targetName.value
      guard case .absent(let reason, let help, let cause) = bound.target.attribute(["streamArn"])
      else {
        continue
      }
      let related =
        cause.map { Related(.introduction($0), "this leaves it out") }
        ?? Related(.node(bound.target.entry.name.node), "`\(name)` is declared here")
      sink.report(
        Finding(code, at: .node(level.node), reason, help: help, related: [related]))
    }
  }
}
