// What policies could allow at most: whatever the circumstances are, nothing beyond that.

/// A request that is denied under these is denied under every circumstance. What is allowed under
/// them may need circumstances that never come.
extension PolicySet {
  package var atTheirWidest: PolicySet {
    var widest = self
    widest.identity = identity.map(\.atItsWidest)
    widest.resource = resource?.atItsWidest
    widest.permissionsBoundaries = permissionsBoundaries.map(\.atItsWidest)
    widest.session = session.map(\.atItsWidest)
    widest.serviceControl = serviceControl.map { $0.map(\.atItsWidest) }
    widest.resourceControl = resourceControl.map { $0.map(\.atItsWidest) }
    widest.endpoint = endpoint.map(\.atItsWidest)
    return widest
  }
}

extension AttachedPolicy {
  fileprivate var atItsWidest: AttachedPolicy {
    AttachedPolicy(
      PolicyDocument(
        version: document.version, id: document.id,
        statements: document.statements.compactMap(\.atItsWidest)),
      named: name)
  }
}

extension PolicyStatement {
  /// Nothing of what allows depends on conditions; what denies under some does not deny.
  package var atItsWidest: PolicyStatement? {
    if conditions.isEmpty, variables.isEmpty { return self }
    guard effect == .allow else { return nil }
    return PolicyStatement(
      name: name, effect: effect, actions: actions, resources: resources.filledWithAnything,
      principals: principals, conditions: [])
  }

  /// Whether it is about the action and the resource, in some circumstances.
  package func mayConcern(action: String, resource: String) -> Bool {
    guard actions.meansFolded(ASCIICase.lowered(action.utf8)) else { return false }
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
