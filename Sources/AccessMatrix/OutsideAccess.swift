// Whom the policies of tables, streams and keys let in who is not of the stack.

import IAMPolicy

/// What a resource's own policy allows to somebody outside, as far as their own policies do too.
package struct OutsideAccess: Sendable {
  /// `account 111122223333`, `everybody`, or as it is written.
  package let who: String
  /// Nobody in particular is named.
  package let isAnybody: Bool
  /// A position in the list of the stack.
  package let resource: Int
  /// In the order of names.
  package let actions: [String]
  package let ground: AccessGround
  /// What of it only the deployment knows.
  package let unknowns: [String]
}

struct OutsideReader {
  /// An account that nobody has: whoever is let in from there is not let in for being known.
  private static let stranger = "arn:aws:iam::000000000000:user/stranger"

  private struct Somebody {
    let who: String
    var isAnybody = false
    let asking: RequestPrincipal
  }

  let stack: StackAccess

  var all: [OutsideAccess] {
    stack.resources.indices.flatMap { place -> [OutsideAccess] in
      guard let policy = stack.resourcePolicy(at: stack.resources[place].arn) else { return [] }
      return policy.wide.document.statements.filter { $0.effect == .allow }
        .flatMap { access($0, of: policy, at: place) }
    }
  }

  private func access(
    _ statement: PolicyStatement, of policy: StackPolicy, at place: Int
  ) -> [OutsideAccess] {
    let resource = stack.resources[place]
    let unknowns = policy.statement(statement.name)?.unknowns ?? []
    return somebody(named: statement, on: resource, unknowns).compactMap { one in
      let actions = resource.actions.map(\.fullName)
        .filter { isAllowed($0, to: one.asking, on: resource, statement, policy) }
      guard !actions.isEmpty else { return nil }
      let ground = AccessGround(
        policy: policy.name, statement: statement.name, file: policy.file,
        pointer: policy.statement(statement.name)?.pointer ?? policy.pointer,
        conditions: statement.conditions.map(AccessCondition.init))
      return OutsideAccess(
        who: one.who, isAnybody: one.isAnybody, resource: place, actions: actions, ground: ground,
        unknowns: unknowns)
    }
  }

  /// The account itself is nobody: its own policies decide, and those of the stack are read.
  private func somebody(
    named statement: PolicyStatement, on resource: StackResource, _ unknowns: [String]
  ) -> [Somebody] {
    guard let scope = statement.principals, let stranger = RequestPrincipal(OutsideReader.stranger)
    else { return [] }
    if scope.isInverted {
      return [Somebody(who: "everybody but those it names", isAnybody: true, asking: stranger)]
    }
    return scope.members.compactMap { name in
      if name.text == "*" {
        let who = unknowns.isEmpty ? "everybody" : "whom `\(unknowns[0])` names"
        return Somebody(who: who, isAnybody: unknowns.isEmpty, asking: stranger)
      }
      if let account = name.account {
        guard account != stack.account else { return nil }
        return RequestPrincipal("arn:\(stack.partition):iam::\(account):user/stranger")
          .map { Somebody(who: "account \(account)", asking: $0) }
      }
      guard let asking = RequestPrincipal(name.text),
        !stack.principals.contains(where: { name.names($0.caller) })
      else { return nil }
      // A key serves services, under conditions that its rows ask for.
      if asking.account == nil, resource.kind == .key { return nil }
      return Somebody(who: name.text, asking: asking)
    }
  }

  /// Whoever it is has every permission of their own; what they cannot choose is who they are.
  private func isAllowed(
    _ action: String, to asking: RequestPrincipal, on resource: StackResource,
    _ statement: PolicyStatement, _ policy: StackPolicy
  ) -> Bool {
    guard statement.mayConcern(action: action, resource: resource.arn) else { return false }
    var base = stack.context(of: AccessTrial(action: action, resource: resource), through: nil)
    let account = asking.account ?? "000000000000"
    base.set("aws:PrincipalAccount", to: account)
    if resource.kind == .key { base.set("kms:CallerAccount", to: account) }
    guard let context = ContextWitness.context(for: statement, from: base) else { return false }
    for key in ["aws:PrincipalAccount", "kms:CallerAccount"] where base[key] != context[key] {
      return false
    }
    var policies = PolicySet()
    policies.identity = [FixedPolicies.allowingAnything(named: "their own")]
    policies.resource = policy.wide
    return Evaluator.decide(
      AccessRequest(
        action: action, resource: resource.arn, principal: asking, context: context),
      by: policies
    ).verdict == .allowed
  }
}
