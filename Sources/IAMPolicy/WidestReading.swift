// What policies could allow at most: whatever the circumstances are, nothing beyond that.

/// A request that is denied under these is denied under every circumstance. What is allowed under
/// them may need circumstances that never come.
///
/// `facts` are keys whose values are the resource's own, whoever asks.
extension PolicySet {
  package func atTheirWidest(given facts: RequestContext = RequestContext()) -> PolicySet {
    var widest = self
    widest.identity = identity.map { $0.atItsWidest(facts) }
    widest.resource = resource?.atItsWidest(facts)
    widest.permissionsBoundaries = permissionsBoundaries.map { $0.atItsWidest(facts) }
    widest.session = session.map { $0.atItsWidest(facts) }
    widest.serviceControl = serviceControl.map { $0.map { $0.atItsWidest(facts) } }
    widest.resourceControl = resourceControl.map { $0.map { $0.atItsWidest(facts) } }
    widest.endpoint = endpoint.map { $0.atItsWidest(facts) }
    return widest
  }
}

extension AttachedPolicy {
  fileprivate func atItsWidest(_ facts: RequestContext) -> AttachedPolicy {
    AttachedPolicy(
      PolicyDocument(
        version: document.version, id: document.id,
        statements: document.statements.compactMap { $0.atItsWidest(given: facts) }),
      named: name)
  }
}

extension PolicyStatement {
  /// Nothing of what allows depends on conditions; what denies under some does not deny.
  package func atItsWidest(given facts: RequestContext) -> PolicyStatement? {
    if conditions.isEmpty, variables.isEmpty { return self }
    guard effect == .allow else { return nil }
    for condition in conditions where facts[condition.key] != nil {
      guard condition.holds(in: facts) else { return nil }
    }
    return PolicyStatement(
      name: name, effect: effect, actions: actions, resources: resources.filledWithAnything,
      principals: principals, conditions: [])
  }

  /// Whether it is about the action and the resource, in some circumstances.
  package func mayConcern(action: String, resource: String) -> Bool {
    means(action: action) && mayConcern(resource: resource)
  }

  package func means(action: String) -> Bool {
    actions.meansFolded(ASCIICase.lowered(action.utf8))
  }

  package func mayConcern(resource: String) -> Bool {
    let request = Array(resource.utf8)
    let scope = resources.filledWithAnything
    let isListed = scope.members.contains {
      $0.template.matches(request.span, in: RequestContext()) ?? true
    }
    return isListed != scope.isInverted
  }
}

extension PolicyStatement {
  /// Whether one of its patterns means the action, and it may concern the resource.
  package func covers(action: String, by pattern: ActionPattern, resource: String) -> Bool {
    pattern.matches(ASCIICase.lowered(action.utf8))
      && mayConcern(action: action, resource: resource)
  }
}

extension PolicyScope<ActionPattern> {
  fileprivate func meansFolded(_ action: [UInt8]) -> Bool {
    members.contains { $0.matches(action) } != isInverted
  }
}

extension PolicyScope<ResourcePattern> {
  /// A variable may be anything. Of what is left out, nothing is then known to be.
  fileprivate var filledWithAnything: PolicyScope<ResourcePattern> {
    guard members.contains(where: { !$0.template.variables.isEmpty }) else { return self }
    guard isInverted else { return PolicyScope(members.map(\.filledWithAnything)) }
    let sure = members.filter { $0.template.variables.isEmpty }
    return sure.isEmpty
      ? PolicyScope([ResourcePattern.anything]) : PolicyScope(sure, isInverted: true)
  }
}

extension ResourcePattern {
  fileprivate static let anything = ResourcePattern(
    text: "*", template: PolicyTemplate(fixed: ARNPattern(symbols: [PatternSymbol.anyText])))

  fileprivate var filledWithAnything: ResourcePattern {
    ResourcePattern(text: text, template: template.filled([PatternSymbol.anyText]))
  }
}
