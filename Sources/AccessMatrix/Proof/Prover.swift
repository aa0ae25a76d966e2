// Proves for one principal that promises hold, that nothing else does, and that nothing is idle.

import Diagnostics
import IAMPolicy

struct Prover {
  static let broken = Code("IAM030", "broken-access-promise", .error)
  static let excessive = Code("IAM031", "access-beyond-promise", .error)
  static let idle = Code("IAM032", "access-without-use", .error)
  /// Enough to see what is meant.
  private static let examplesMax = 3

  let stack: StackAccess
  let principal: StackPrincipal
  let promises: [AccessPromise]
  let neighbours: [StackResource]
  /// The promises are what the policies state, under their own conditions.
  let isStated: Bool
  private(set) var account: AccessProof.Account
  private(set) var faults: [ProofFault] = []

  init(
    _ stack: StackAccess, _ principal: StackPrincipal, _ promises: [AccessPromise],
    _ neighbours: [StackResource], isStated: Bool
  ) {
    self.stack = stack
    self.principal = principal
    self.promises = promises
    self.neighbours = neighbours
    self.isStated = isStated
    account = AccessProof.Account(principal: principal.name)
  }

  mutating func prove() {
    let kept = proveThatPromisesHold()
    proveThatNothingElseIsAllowed()
    proveThatBoundsHold(of: kept)
    proveThatNothingIsIdle(kept)
  }
}

// MARK: - (a) What was promised succeeds

extension Prover {
  private mutating func proveThatPromisesHold() -> [AccessPromise] {
    var kept: [AccessPromise] = []
    for promise in promises {
      if holds(promise, for: principal) {
        account.promises += 1
        kept.append(promise)
        continue
      }
      let denial = denial(of: promise)
      report(
        Prover.broken, denial,
        "`\(principal.name)` may not \(promise.action) on \(promise.resource.title), which"
          + " \(promise.source) promises",
        denial == nil
          ? "allow it in a statement of its own" : "narrow what this statement denies")
    }
    return kept
  }

  private func holds(_ promise: AccessPromise, for principal: StackPrincipal) -> Bool {
    if isStated {
      let policies = stack.policies(of: principal, on: promise.resource.arn, .narrow)
      return !AccessWitness.find(
        promise.action, on: promise.resource, by: principal, policies, in: stack
      ).isEmpty
    }
    return PromiseTrial(promise: promise, stack: stack, principal: self.principal).covered
      .contains { decide($0, for: principal).allSatisfy { $0.verdict == .allowed } }
  }

  private func decide(
    _ attempt: PromiseTrial.Attempt, for principal: StackPrincipal, alone: Bool = false
  ) -> [Decision] {
    attempt.questions.map { question in
      var policies = stack.policies(
        of: principal, on: question.resource, .narrow, through: attempt.endpoint)
      // A bound is for the principal's own policies to keep: what stops it elsewhere may change.
      if alone {
        policies.resource = nil
        policies.endpoint = []
      }
      return Evaluator.decide(
        question.asked(by: principal.caller, sharing: attempt.shared), by: policies)
    }
  }

  private func denial(of promise: AccessPromise) -> DecidingStatement? {
    if isStated {
      let policies = stack.policies(of: principal, on: promise.resource.arn, .narrow)
      let bare = AccessRequest(
        action: promise.action, resource: promise.resource.arn, principal: principal.caller)
      return Evaluator.decide(bare, by: policies.atTheirWidest()).statements.first
    }
    let trial = PromiseTrial(promise: promise, stack: stack, principal: principal)
    return trial.covered.flatMap { decide($0, for: principal) }
      .first { $0.verdict == .explicitDeny }?.statements.first
  }
}

// MARK: - (b) Everything else is denied

extension Prover {
  private struct Excess {
    let statement: DecidingStatement
    var examples: [String] = []
    var count = 0
    /// Only what is not known makes it possible.
    let unknown: String?
  }

  private mutating func proveThatNothingElseIsAllowed() {
    let promised = Set(promises.map(\.place))
    var excesses: [Excess] = []
    for resource in stack.resources + neighbours {
      let facts = stack.facts(of: resource)
      let wide = stack.policies(of: principal, on: resource.arn, .wide)
        .atTheirWidest(given: facts)
      // Most statements are about other resources: those are looked at once, not for each action.
      let near = (wide.identity + [wide.resource].compactMap { $0 }).flatMap { policy in
        policy.document.statements.filter {
          $0.effect == .allow && $0.mayConcern(resource: resource.arn)
        }
      }
      for action in resource.actions
      where !promised.contains("\(action.fullName) \(resource.arn)") {
        guard near.contains(where: { $0.means(action: action.fullName) }),
          let statement = excess(action.fullName, on: resource, wide)
        else {
          account.denials += 1
          continue
        }
        let narrow = stack.policies(of: principal, on: resource.arn, .narrow)
          .atTheirWidest(given: facts)
        let isSure = excess(action.fullName, on: resource, narrow) != nil
        note(
          "\(action.fullName) on \(resource.title)", of: statement,
          unknown: isSure ? nil : unknown(statement), &excesses)
      }
    }
    for excess in excesses { report(excess) }
  }

  /// The statement that allows what nobody promised: the principal's own, whether or not a key's
  /// policy stops it today, else that of a resource.
  private func excess(
    _ action: String, on resource: StackResource, _ policies: PolicySet
  ) -> DecidingStatement? {
    let bare = AccessRequest(
      action: action, resource: resource.arn, principal: principal.caller)
    var alone = policies
    if resource.kind == .key { alone.resource = nil }
    for set in [alone, policies] {
      let decision = Evaluator.decide(bare, by: set)
      guard decision.verdict == .allowed else { continue }
      return own(decision.statements) ?? decision.statements.first
    }
    return nil
  }

  private func own(_ statements: [DecidingStatement]) -> DecidingStatement? {
    statements.first { statement in
      principal.policies.contains { $0.name == statement.policy }
        || principal.foreignPolicies.contains(statement.policy)
    }
  }

  private func note(
    _ example: String, of statement: DecidingStatement, unknown: String?,
    _ excesses: inout [Excess]
  ) {
    let place =
      excesses.firstIndex { $0.statement == statement && $0.unknown == unknown }
      ?? {
        excesses.append(Excess(statement: statement, unknown: unknown))
        return excesses.count - 1
      }()
    excesses[place].count += 1
    if excesses[place].examples.count < Prover.examplesMax {
      excesses[place].examples.append(example)
    }
  }

  private func unknown(_ statement: DecidingStatement) -> String {
    let policy = stack.policy(named: statement.policy)
    return policy?.statement(statement.statement)?.unknowns.first ?? statement.policy
  }

  private mutating func report(_ excess: Excess) {
    let more = excess.count - excess.examples.count
    let what = excess.examples.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
    if let unknown = excess.unknown {
      report(
        RequestReader.undecided, excess.statement,
        "whether `\(principal.name)` may \(what) depends on `\(unknown)`, which is not known",
        "if it is a parameter, give it a value: `--parameter \(unknown)=VALUE`")
    } else {
      report(
        Prover.excessive, excess.statement,
        "`\(principal.name)` may \(what), which nobody promised",
        isStated
          ? "name each action and each resource in full" : "leave it out of this statement")
    }
  }

  /// What a promise leaves out is denied where no other promise of the same takes it in.
  private mutating func proveThatBoundsHold(of kept: [AccessPromise]) {
    guard !isStated else { return }
    var told: Set<String> = []
    for promise in kept {
      let others = promises.filter { $0.place == promise.place }
      for bound in promise.bounds {
        guard others.allSatisfy({ $0.bounds.contains(bound) }) else { continue }
        let trial = PromiseTrial(promise: promise, stack: stack, principal: principal)
        for attempt in trial.beyond(bound) {
          let decisions = decide(attempt, for: principal, alone: true)
          guard decisions.allSatisfy({ $0.verdict == .allowed }) else {
            account.denials += 1
            continue
          }
          let own = own(decisions.flatMap(\.statements))
          let beyond = attempt.beyond ?? ""
          guard told.insert("\(String(describing: own)) \(beyond)").inserted else { continue }
          report(
            Prover.excessive, own,
            "`\(principal.name)` may \(promise.action) on \(promise.resource.title) \(beyond),"
              + " which nobody promised", "put the condition back into this statement")
        }
      }
    }
  }
}

// MARK: - (c) Nothing can be taken away

extension Prover {
  private mutating func proveThatNothingIsIdle(_ kept: [AccessPromise]) {
    let blamed = Set(
      faults.compactMap { fault in fault.statement.map { "\(fault.policy ?? "") \($0)" } })
    for (place, policy) in principal.policies.enumerated() {
      for (number, statement) in policy.narrow.document.statements.enumerated()
      where statement.effect == .allow && !statement.actions.isInverted
        && !statement.resources.isInverted
        && !blamed.contains("\(policy.name) \(statement.name)")
        && statement.actions.members.contains(where: { Prover.isOurs($0.text) })
      {
        for action in statement.actions.members.indices
        where Prover.isOurs(statement.actions.members[action].text) {
          let less = statement.without(action: action)
          check(
            "\(statement.actions.members[action].text)", place, number, statement, less, kept)
        }
        for resource in statement.resources.members.indices {
          let less = statement.without(resource: resource)
          check(
            "the resource \(statement.resources.members[resource].text)", place, number,
            statement, less, kept)
        }
      }
    }
  }

  private static func isOurs(_ action: String) -> Bool {
    let lowered = action.lowercased()
    return lowered == "*"
      || ["dynamodb:", "kms:", "dax:"].contains { lowered.hasPrefix($0) }
  }

  private mutating func check(
    _ what: String, _ place: Int, _ number: Int, _ statement: PolicyStatement,
    _ less: PolicyStatement?, _ kept: [AccessPromise]
  ) {
    var lessened = principal
    lessened.policies[place] = principal.policies[place].replacing(number, by: less)
    let places = Set(kept.map(\.place))
    // Of a promise that is broken already nobody can say what it needs.
    let isObscured = promises.contains { promise in
      !places.contains(promise.place)
        && statement.mayConcern(action: promise.action, resource: promise.resource.arn)
    }
    if isObscured { return }
    let breaks = kept.contains { promise in
      statement.mayConcern(action: promise.action, resource: promise.resource.arn)
        && !(less?.mayConcern(action: promise.action, resource: promise.resource.arn) ?? false)
        && !holds(promise, for: lessened)
    }
    if breaks {
      account.needed += 1
      return
    }
    report(
      Prover.idle,
      DecidingStatement(policy: principal.policies[place].name, statement: statement.name),
      "`\(principal.name)` does not need \(what) here: every promise holds without",
      "leave it out")
  }
}

// MARK: - Telling

extension Prover {
  private mutating func report(
    _ code: Code, _ statement: DecidingStatement?, _ message: String, _ help: String
  ) {
    let policy = statement.flatMap { stack.policy(named: $0.policy) }
    let place = statement.flatMap { policy?.statement($0.statement) }
    faults.append(
      ProofFault(
        code: code, principal: principal.name, policy: statement?.policy,
        statement: statement?.statement, file: policy?.file ?? principal.file,
        pointer: place?.pointer ?? principal.pointer,
        message: message, help: help))
  }
}

extension StackPolicy {
  fileprivate func replacing(_ number: Int, by statement: PolicyStatement?) -> StackPolicy {
    var statements = narrow.document.statements
    if let statement {
      statements[number] = statement
    } else {
      statements.remove(at: number)
    }
    var policy = self
    policy.narrow = AttachedPolicy(
      PolicyDocument(
        version: narrow.document.version, id: narrow.document.id, statements: statements),
      named: name)
    return policy
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
