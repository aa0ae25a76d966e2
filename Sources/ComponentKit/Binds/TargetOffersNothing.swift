// Only tables can be bound to: a function offers nothing.

package import Diagnostics
import Provenance
import ServiceSpec
import Shapes

package enum TargetOffersNothing {
  package static let code = Code("BIND002", "target-offers-nothing", .error)

  static func check(
    _ component: any Component, among neighbours: Neighbours, _ tree: Tree, _ sink: inout Sink
  ) {
    guard component.hasRole else { return }
    for bind in component.entry.binds {
      guard let name = bind.value.to.traced, let target = neighbours.component(name.value),
        target.offer == nil
      else { continue }
      let isItself = name.value == component.entry.name.value
      sink.report(
        Finding(
          code, at: .node(name.node),
          isItself
            ? "`\(name.value)` binds to itself"
            : "`\(name.value)` is a `\(target.entry.type.rawValue)`, which nothing can bind to",
          help: isItself
            ? "name the table it uses"
            : "bind to a table; what a function is called, `${\(name.value).functionName}` says",
          related: isItself
            ? [] : [Related(.node(target.entry.name.node), "`\(name.value)` is declared here")]))
    }
  }
}
