// A bind names a component of the same service.

package import Diagnostics
import Provenance
import ServiceSpec

package enum UnknownBindTarget {
  package static let code = Code("BIND001", "unknown-bind-target", .error)

  static func check(
    _ component: any Component, among neighbours: Neighbours, _ tree: Tree, _ sink: inout Sink
  ) {
    for bind in component.entry.binds {
      guard let target = bind.value.to.traced, !neighbours.isKnown(target.value) else { continue }
      let nearest = sink.nearest(to: target.value, among: neighbours.names)
      sink.report(
        Finding(
          code, at: .node(target.node), "no component is called `\(target.value)`",
          help: nearest.map { "did you mean `\($0)`?" }
            ?? "a bind names a component of this service"))
    }
  }
}
