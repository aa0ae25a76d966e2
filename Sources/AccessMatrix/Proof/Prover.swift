// Proves for one principal that promises hold, that nothing else does, and that nothing is idle.

import Diagnostics
import IAMPolicy

struct Prover {
  static let broken = Code("IAM030", "broken-access-promise", .error)
  static let excessive = Code("IAM031", "access-beyond-promise", .error)
  static let idle = Code("IAM032", "access-without-use", .error)

  let field: AccessField
  let principal: StackPrincipal
  let promises: [AccessPromise]
  let index: PromiseIndex
  /// Where its requests come through.
  let inside: StackEndpoint?
  /// The promises are what the policies state, under their own conditions.
  let isStated: Bool
  var account: AccessProof.Account
  private(set) var faults: [ProofFault] = []

  init(
    _ field: AccessField, _ principal: StackPrincipal, _ promises: [AccessPromise],
    isStated: Bool
  ) {
    self.field = field
    self.principal = principal
    self.promises = promises
    index = PromiseIndex(promises)
    inside = field.stack.endpoint(for: principal)
    self.isStated = isStated
    account = AccessProof.Account(principal: principal.name)
  }

  var stack: StackAccess { field.stack }

  mutating func prove() {
    let kept = proveThatPromisesHold()
    proveThatNothingElseIsAllowed()
    proveThatBoundsHold()
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

  func holds(_ promise: AccessPromise, for principal: StackPrincipal) -> Bool {
    if isStated {
      let policies = stack.policies(of: principal, on: promise.resource.arn, .narrow)
      return !AccessWitness.find(
        promise.action, on: promise.resource, by: principal, policies, in: stack
      ).isEmpty
    }
    return trial(of: promise).covered
      .contains { decide($0, for: principal).allSatisfy { $0.verdict == .allowed } }
  }

  func trial(of promise: AccessPromise) -> PromiseTrial {
    PromiseTrial(promise: promise, stack: stack, inside: inside)
  }

  func decide(
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
    return trial(of: promise).covered.flatMap { decide($0, for: principal) }
      .first { $0.verdict == .explicitDeny }?.statements.first
  }
}

// MARK: - Telling

extension Prover {
  mutating func report(
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
