// Looks for a request that is allowed: what is said to be possible was tried.

import IAMPolicy

enum AccessWitness {
  /// The statements that allowed requests which were found, past the endpoints of the stack or
  /// through one; none where no request was.
  static func find(
    _ action: String, on resource: StackResource, by principal: StackPrincipal,
    _ policies: PolicySet, in stack: StackAccess
  ) -> [DecidingStatement] {
    let trial = AccessTrial(action: action, resource: resource)
    var found: [DecidingStatement] = []
    for route in stack.routes {
      let base = stack.context(of: trial, through: route)
      for attached in [policies.identity, [policies.resource].compactMap { $0 }].joined() {
        for statement in attached.document.statements where statement.effect == .allow {
          guard statement.mayConcern(action: action, resource: resource.arn),
            let context = ContextWitness.context(for: statement, from: base)
          else { continue }
          var met = policies
          met.endpoint = [stack.endpoint(of: context)?.policy?.narrow].compactMap { $0 }
          let decision = Evaluator.decide(
            AccessRequest(
              action: action, resource: resource.arn, principal: principal.caller,
              context: context), by: met)
          guard decision.verdict == .allowed else { continue }
          for one in decision.statements where !found.contains(one) { found.append(one) }
        }
      }
      if !found.isEmpty { return found }
    }
    return found
  }
}
