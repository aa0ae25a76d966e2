// Proves that nothing else is allowed than what was promised, and nothing beyond its bounds.

import IAMPolicy

// MARK: - (b) Everything else is denied

extension Prover {
  /// Enough to see what is meant.
  private static let examplesMax = 3

  private struct Excess {
    let statement: DecidingStatement
    var examples: [String] = []
    var count = 0
    /// Only what is not known makes it possible.
    let unknown: String?
  }

  mutating func proveThatNothingElseIsAllowed() {
    let promised = index.actions
    var asked = field.questions
    for (arn, actions) in promised {
      for position in field.positions(at: arn) {
        asked -= field.resources[position].actions.count { actions.contains($0.fullName) }
      }
    }
    var excesses: [Excess] = []
    for position in field.reach(of: principal) {
      let resource = field.resources[position]
      let actions = promised[resource.arn] ?? []
      tryAll(on: resource, but: actions, &excesses)
    }
    // What nothing allows is denied, and most of it lies where nobody says anything.
    account.denials += asked - excesses.reduce(0) { $0 + $1.count }
    for excess in excesses { report(excess) }
  }

  private func tryAll(
    on resource: StackResource, but promised: Set<String>, _ excesses: inout [Excess]
  ) {
    let facts = stack.facts(of: resource)
    let wide = stack.policies(of: principal, on: resource.arn, .wide).atTheirWidest(given: facts)
    let allowing = (wide.identity + [wide.resource].compactMap { $0 })
      .flatMap(\.document.statements).filter { $0.effect == .allow }
    for action in resource.actions where !promised.contains(action.fullName) {
      guard allowing.contains(where: { $0.means(action: action.fullName) }),
        let statement = excess(action.fullName, on: resource, wide)
      else {
        if let open = principal.statementsThatMayReach(resource, action.fullName).first {
          note(
            "\(action.fullName) on \(resource.title)", of: open,
            unknown: resource.unknownNames.first, &excesses)
        }
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
  mutating func proveThatBoundsHold() {
    guard !isStated else { return }
    var told: Set<String> = []
    for promise in promises {
      let others = index.alike(promise)
      let written = WrittenValues(of: principal, about: promise)
      for bound in promise.bounds {
        guard others.allSatisfy({ $0.bounds.contains(bound) }) else { continue }
        for attempt in trial(of: promise).beyond(bound, written) {
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
