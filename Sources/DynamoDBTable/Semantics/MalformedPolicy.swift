// A policy that IAM cannot read grants and refuses nothing.

import ComponentKit
package import Diagnostics
import Provenance

package enum MalformedPolicy {
  package static let code = Code("TABLE130", "malformed-policy", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    for policy in table.policies {
      for fault in PolicyShape(of: policy.node, in: tree).faults {
        sink.report(Finding(code, at: fault.place, fault.message, help: fault.help))
      }
    }
  }
}
