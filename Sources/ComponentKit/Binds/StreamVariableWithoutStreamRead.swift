// A function that may not read a stream is not told its name either.

package import Diagnostics
import Provenance
import ServiceSpec
import Shapes

package enum StreamVariableWithoutStreamRead {
  package static let code = Code("BIND011", "stream-variable-without-stream-read", .warning)

  static func check(
    _ component: any Component, among neighbours: Neighbours, _ tree: Tree, _ sink: inout Sink
  ) {
    for bound in component.offeredBinds(among: neighbours) {
      guard let levels = bound.bind.levels, !levels.contains(.streamRead),
        let node = bound.bind.env.value?.streamArn.node
      else { continue }
      sink.report(
        Finding(
          code, at: .introduction(node),
          "`streamArn` has no effect: the bind grants no `stream-read`",
          help: "add `stream-read` to `access`, or remove the variable",
          related: bound.bind.access.node.map {
            [Related(.introduction($0), "the access is chosen here")]
          } ?? []))
    }
  }
}
