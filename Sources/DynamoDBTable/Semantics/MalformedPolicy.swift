// A policy that IAM cannot read grants and refuses nothing.

import ComponentKit
import Diagnostics
import IAMPolicy
import Provenance

enum MalformedPolicy {
  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    for policy in table.policies {
      PolicyReader.check(policy.node, as: policy.kind, in: tree, sink: &sink)
    }
  }
}
