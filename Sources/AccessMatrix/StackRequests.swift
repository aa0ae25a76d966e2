// Requests by somebody of the stack, who brings the policies of the stack along.

package import IAMPolicy

extension StackAccess: RequestStack {
  package var names: [String] { principals.map(\.name) }

  package func caller(named name: String) -> RequestPrincipal? {
    principal(named: name)?.caller
  }

  /// What came with the request takes the place of the stack's policies of its kind.
  package func answer(to question: AccessQuestion) -> (decision: Decision?, unknown: String) {
    let principal = question.name.flatMap(principal(named:))
    let request = question.request
    let endpoint = request.context["aws:SourceVpce"]?.first.flatMap { id in
      endpoints.first { $0.id == id || $0.logicalID == id }
    }
    func decide(_ reading: Reading) -> Decision {
      // Somebody else brings policies along; those of tables and keys are met all the same.
      var policies =
        principal.map { self.policies(of: $0, on: request.resource, reading, through: endpoint) }
        ?? policiesOfResource(request.resource, reading, through: endpoint)
      let given = question.given
      if given.contains(.identity) { policies.identity = question.policies.identity }
      if given.contains(.resource) { policies.resource = question.policies.resource }
      if given.contains(.permissionsBoundary) {
        policies.permissionsBoundaries = question.policies.permissionsBoundaries
      }
      if given.contains(.endpoint) { policies.endpoint = question.policies.endpoint }
      policies.session = question.policies.session
      policies.serviceControl = question.policies.serviceControl
      policies.resourceControl = question.policies.resourceControl
      var context = request.context
      // An endpoint has no id before it is there; its logical id stands for it.
      if let endpoint { context.set("aws:SourceVpce", to: endpoint.id) }
      return Evaluator.decide(
        AccessRequest(
          action: request.action, resource: request.resource, principal: request.principal,
          principalAccount: request.principalAccount, resourceAccount: request.resourceAccount,
          context: context), by: policies)
    }
    let least = decide(.narrow)
    let most = decide(.wide)
    if least.verdict == most.verdict { return (least, "") }
    return (nil, unknown(in: most.statements) ?? "a policy that stands elsewhere")
  }

  private func unknown(in statements: [DecidingStatement]) -> String? {
    for statement in statements {
      guard let policy = policy(named: statement.policy) else { return statement.policy }
      if let name = policy.statement(statement.statement)?.unknowns.first { return name }
    }
    return nil
  }
}
