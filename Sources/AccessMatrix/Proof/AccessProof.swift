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
  /// Roles and users whom no bind concerns, so that nothing was promised them.
  package private(set) var unbound: [String] = []
  /// Whom the policies of tables, streams and keys let in from outside.
  package let outside: [OutsideAccess]

  package var holds: Bool { faults.isEmpty }

  /// By the binds of the spec that the stack was made from.
  package init(_ stack: StackAccess, promised binds: [PromisedBind]) {
    self.stack = stack
    isStated = false
    outside = OutsideReader(stack: stack).all
    let field = AccessField(stack, stack.resources + Neighbours.of(stack))
    let own = Dictionary(grouping: binds) { stack.principal(named: $0.component)?.logicalID }
    unbound = stack.principals.filter(\.functions.isEmpty).map(\.name)
    var lost: Set<String> = []
    for bind in binds
    where stack.principal(named: bind.component)?.functions.isEmpty ?? true
      && lost.insert(bind.component).inserted
    {
      faults.append(AccessProof.loss(of: bind, in: stack))
    }
    for principal in stack.principals where !principal.functions.isEmpty {
      let promises =
        (own[principal.logicalID] ?? []).flatMap { BindPromises(bind: $0, stack: stack).all }
        + RuntimePromises.all(of: principal, in: stack)
      run(Prover(field, principal, promises, isStated: false))
    }
    accuseOpenPolicies()
  }

  /// By what the policies of a template state, whoever wrote it.
  package init(statedIn stack: StackAccess) {
    self.stack = stack
    isStated = true
    outside = OutsideReader(stack: stack).all
    let field = AccessField(stack, stack.resources + Neighbours.of(stack))
    for principal in stack.principals {
      let promises = StatedPromises.all(of: principal, in: stack)
      run(Prover(field, principal, promises, isStated: true))
    }
    accuseOpenPolicies()
  }

  /// Who is named is let in on purpose, and listed; a promise to anybody is none.
  private mutating func accuseOpenPolicies() {
    for one in outside where one.isAnybody {
      let more = one.actions.count - 1
      let what = one.actions[0] + (more > 0 ? " and \(more) more" : "")
      faults.append(
        ProofFault(
          code: Prover.excessive, principal: one.who, policy: one.ground.policy,
          statement: one.ground.statement, file: one.ground.file, pointer: one.ground.pointer,
          message: "\(one.who) may \(what) on \(stack.resources[one.resource].title), which nobody"
            + " promised",
          help: "name whom this statement is for, or ask for `aws:PrincipalAccount`"))
    }
  }

  /// Nobody acts for the component: what it was promised, it may not do.
  private static func loss(of bind: PromisedBind, in stack: StackAccess) -> ProofFault {
    let principal = stack.principal(named: bind.component)
    return ProofFault(
      code: Prover.broken, principal: bind.component, policy: nil, statement: nil,
      file: principal?.file ?? stack.principals.first?.file ?? "",
      pointer: principal?.pointer ?? "/Resources",
      message: "no function of the stack takes the role of `\(bind.component)`, to which"
        + " \(bind.label) promises access",
      help: "give its function that role again; what another role may do is not asked here")
  }

  private mutating func run(_ prover: Prover) {
    var prover = prover
    prover.prove()
    accounts.append(prover.account)
    for fault in prover.faults where !faults.contains(fault) { faults.append(fault) }
  }
}
