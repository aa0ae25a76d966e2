// Two copies of one recovery point in one vault are paid for twice and protect once.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum RepeatedCopy {
  package static let code = Code("TABLE093", "repeated-copy", .warning)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    for rule in table.recovery.rules {
      var first: [String: NodeID] = [:]
      for copy in rule.value.copyTo.value?.elements ?? [] {
        guard case .given(let vault, let node) = copy.value.vaultArn else { continue }
        guard let earlier = first[vault.written] else {
          first[vault.written] = node
          continue
        }
        sink.report(
          Finding(
            code, at: .node(node), "the rule copies to this vault already",
            help: "keep one of the copies, with the longer `retention`",
            related: [Related(.node(earlier), "the other copy")]))
      }
    }
  }
}
