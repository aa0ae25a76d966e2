// Two scheduled actions of one name are one: the second would replace the first.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum RepeatedScheduledAction {
  package static let code = Code("TABLE042", "repeated-scheduled-action", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    for limits in table.scalings {
      var first: [String: NodeID] = [:]
      for name in (limits.actions.value?.elements ?? []).compactMap(\.value.name.traced) {
        guard let earlier = first[name.value] else {
          first[name.value] = name.node
          continue
        }
        sink.report(
          Finding(
            code, at: .node(name.node),
            "two scheduled actions for the \(limits.title) are called `\(name.value)`",
            help: "rename one",
            related: [Related(.node(earlier), "the first one is here")]))
      }
    }
  }
}
