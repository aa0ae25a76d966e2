// What an account allows until somebody asks AWS for more.

import ComponentKit
import Diagnostics

extension Compilation {
  mutating func checkQuotas(of stack: Stack) {
    for access in stack.access where access.policies.count > options.policiesOfRole {
      guard let owner = access.policies.first.flatMap({ stack.owners[$0] }) else { continue }
      sink.report(
        Finding(
          SynthesisCodes.overQuota, at: .node(owner),
          "the role of `\(access.component)` has \(access.policies.count) managed policies, and an"
            + " account attaches \(options.policiesOfRole) to a role unless its quota was raised",
          help: "make several functions of it, each bound to what it needs; or have the quota"
            + " `Managed policies per role` raised before the stack is deployed"))
    }
  }
}
