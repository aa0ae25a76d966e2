// The proof that policies are enough and no more: every promise is tried, and everything else is.

package import Diagnostics
import IAMPolicy

package struct ProofFault: Sendable, Hashable {
  package let code: Code
  package let principal: String
  /// The policy and the statement at fault; nil where none says anything.
  package let policy: String?
  package let statement: String?
  package let file: String
  package let pointer: String
  package let message: String
  package let help: String
}

package struct AccessProof: Sendable {
  /// What was tried for one principal.
  package struct Account: Sendable {
    package let principal: String
    /// Promises that hold.
    package var promises = 0
    /// Questions that are denied, whatever the circumstances, or because of a bound.
    package var denials = 0
    /// Actions and resources of statements that cannot be taken away.
    package var needed = 0
  }

  package let stack: StackAccess
  /// Whether the policies themselves state what was promised.
  package let isStated: Bool
  package private(set) var accounts: [Account] = []
  package private(set) var faults: [ProofFault] = []

  package var holds: Bool { faults.isEmpty }

  /// By the binds of the spec that the stack was made from.
  package init(_ stack: StackAccess, promised binds: [PromisedBind]) {
    self.stack = stack
    isStated = false
    let field = AccessField(stack, stack.resources + Neighbours.of(stack))
    let own = Dictionary(grouping: binds) { stack.principal(named: $0.component)?.logicalID }
    for principal in stack.principals where !principal.functions.isEmpty {
      let promises =
        (own[principal.logicalID] ?? []).flatMap { BindPromises(bind: $0, stack: stack).all }
        + RuntimePromises.all(of: principal, in: stack)
      run(Prover(field, principal, promises, isStated: false))
    }
  }

  /// By what the policies of a template state, whoever wrote it.
  package init(statedIn stack: StackAccess) {
    self.stack = stack
    isStated = true
    let field = AccessField(stack, stack.resources + Neighbours.of(stack))
    for principal in stack.principals {
      let promises = StatedPromises.all(of: principal, in: stack)
      run(Prover(field, principal, promises, isStated: true))
    }
  }

  private mutating func run(_ prover: Prover) {
    var prover = prover
    prover.prove()
    accounts.append(prover.account)
    for fault in prover.faults where !faults.contains(fault) { faults.append(fault) }
  }
}
