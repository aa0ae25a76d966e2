// Proves that nothing of the policies can be taken away: every promise would miss it.

import IAMPolicy

// MARK: - (c) Nothing can be taken away

extension Prover {
  /// A statement, and the promises that it may concern.
  private struct Part {
    let policy: Int
    let position: Int
    let statement: PolicyStatement
    let kept: [AccessPromise]
  }

  mutating func proveThatNothingIsIdle(_ kept: [AccessPromise]) {
    let blamed = Set(
      faults.compactMap { fault in fault.statement.map { "\(fault.policy ?? "") \($0)" } })
    let holding = PromiseIndex(kept)
    for (number, policy) in principal.policies.enumerated() {
      for (position, statement) in policy.narrow.document.statements.enumerated()
      where statement.effect == .allow && !statement.actions.isInverted
        && !statement.resources.isInverted
        && !blamed.contains("\(policy.name) \(statement.name)")
        && statement.actions.members.contains(where: { Prover.isOurs($0.text) })
      {
        let concerned = index.concerned(by: statement)
        // Of a promise that is broken already nobody can say what it needs.
        guard concerned.allSatisfy(holding.contains) else { continue }
        check(
          Part(
            policy: number, position: position, statement: statement,
            kept: holding.concerned(by: statement)))
      }
    }
  }

  private static func isOurs(_ action: String) -> Bool {
    let lowered = action.lowercased()
    return lowered == "*"
      || ["dynamodb:", "kms:", "dax:"].contains { lowered.hasPrefix($0) }
  }

  private mutating func check(_ part: Part) {
    let statement = part.statement
    for action in statement.actions.members.indices
    where Prover.isOurs(statement.actions.members[action].text) {
      check(
        part, without: statement.actions.members[action].text,
        statement.without(action: action))
    }
    for resource in statement.resources.members.indices {
      check(
        part, without: "the resource \(statement.resources.members[resource].text)",
        statement.without(resource: resource))
    }
  }

  private mutating func check(_ part: Part, without what: String, _ less: PolicyStatement?) {
    var lessened = principal
    lessened.lessen(policy: part.policy, statement: part.position, to: less)
    let breaks = part.kept.contains { promise in
      !(less?.mayConcern(action: promise.action, resource: promise.resource.arn) ?? false)
        && !holds(promise, for: lessened)
    }
    if breaks {
      account.needed += 1
      return
    }
    report(
      Prover.idle,
      DecidingStatement(
        policy: principal.policies[part.policy].name, statement: part.statement.name),
      "`\(principal.name)` does not need \(what) here: every promise holds without",
      "leave it out")
  }
}

extension PolicyStatement {
  fileprivate func without(action position: Int) -> PolicyStatement? {
    var members = actions.members
    members.remove(at: position)
    return members.isEmpty ? nil : with(PolicyScope(members), resources)
  }

  fileprivate func without(resource position: Int) -> PolicyStatement? {
    var members = resources.members
    members.remove(at: position)
    return members.isEmpty ? nil : with(actions, PolicyScope(members))
  }

  private func with(
    _ actions: PolicyScope<ActionPattern>, _ resources: PolicyScope<ResourcePattern>
  ) -> PolicyStatement {
    PolicyStatement(
      name: name, effect: effect, actions: actions, resources: resources, principals: principals,
      conditions: conditions)
  }
}
