// Decides requests: one pass over the statements, then the logic of AWS over what they said.

/// EVIDENCE: IAM user guide, "Policy evaluation logic".
package enum Evaluator {
  package static func decide(_ request: AccessRequest, by policies: PolicySet) -> Decision {
    var tally = Tally(request)
    let identity = tally.gather(policies.identity)
    let resource = tally.gatherReach(policies.resource)
    let boundary = tally.gather(policies.permissionsBoundaries)
    let session = tally.gather(policies.session)
    let isServiceLinked = request.principal?.isServiceLinked ?? false
    // Nobody's organisation is that of a service, nor of the roles AWS makes for its services.
    let isBound = !isServiceLinked && request.principal?.identity != .service
    let service = isBound ? tally.gather(levels: policies.serviceControl) : .unlimited
    let control = isServiceLinked ? .unlimited : tally.gather(levels: policies.resourceControl)
    let endpoint = tally.gather(policies.endpoint)
    if !tally.denials.isEmpty { return .denied(by: tally.denials) }

    if control.isRefusal { return .notAllowed(by: .resourceControl) }
    if service.isRefusal { return .notAllowed(by: .serviceControl) }
    if !policies.endpoint.isEmpty, endpoint.isEmpty { return .notAllowed(by: .endpoint) }
    var granting = Granting(
      request: request, identity: identity, reach: resource.reach,
      boundary: policies.permissionsBoundaries.isEmpty ? nil : boundary,
      session: policies.session.isEmpty ? nil : session)
    granting.hasIdentityPolicies = !policies.identity.isEmpty
    granting.hasResourcePolicy = policies.resource != nil
    if let lacking = granting.lacking { return .notAllowed(by: lacking) }
    return .allowed(
      by: (granting.needsIdentity ? identity : []) + resource.statements
        + (granting.needsLimits ? boundary + session : []) + service.statements
        + control.statements + endpoint)
  }
}

/// Who allows what, once nobody denies it.
private struct Granting {
  let request: AccessRequest
  let identity: [DecidingStatement]
  let reach: PrincipalName.Reach?
  /// Nil where there is none.
  let boundary: [DecidingStatement]?
  let session: [DecidingStatement]?
  var hasIdentityPolicies = false
  var hasResourcePolicy = false

  /// Whoever is root of an account may do everything in it, where no policies stand in for it.
  private var isAllowedByIdentity: Bool {
    !identity.isEmpty || request.principal?.identity == .root && !hasIdentityPolicies
  }

  private var missingLimit: PolicyKind? {
    if let boundary, boundary.isEmpty { return .permissionsBoundary }
    if let session, session.isEmpty { return .session }
    return nil
  }

  /// Within an account, who is named by a resource policy needs nothing else; a role so named still
  /// has its limits.
  private var isAllowedByResource: Bool {
    guard let reach else { return false }
    switch reach {
    case .direct: return request.principal?.identity == .service || request.isWithinAccount
    case .role: return request.isWithinAccount && missingLimit == nil
    case .account: return false
    }
  }

  /// Whether identity policies had a part in allowing it.
  var needsIdentity: Bool { missingLimit == nil }

  /// Whether boundary and session policies had one.
  var needsLimits: Bool { !identity.isEmpty && needsIdentity || reach == .role }

  /// What is missing, nil where nothing is.
  var lacking: PolicyKind? {
    if isAllowedByResource { return nil }
    if request.principal?.identity == .service { return .resource }
    if !request.isWithinAccount || request.demandsResourcePolicy && hasResourcePolicy,
      reach == nil
    {
      return .resource
    }
    return isAllowedByIdentity || reach == .role && request.isWithinAccount
      ? missingLimit : .identity
  }
}

/// Goes through policies, and keeps who denied.
private struct Tally {
  struct Levels {
    let isRefusal: Bool
    let statements: [DecidingStatement]

    static let unlimited = Levels(isRefusal: false, statements: [])
  }

  let request: AccessRequest
  var denials: [DecidingStatement] = []

  init(_ request: AccessRequest) {
    self.request = request
  }

  /// Those that allow the request.
  mutating func gather(_ policies: [AttachedPolicy]) -> [DecidingStatement] {
    var allowing: [DecidingStatement] = []
    for policy in policies { gather(policy, into: &allowing) }
    return allowing
  }

  private mutating func gather(
    _ policy: AttachedPolicy, into allowing: inout [DecidingStatement]
  ) {
    let statements = policy.document.statements
    for index in statements.indices
    where statements[index].applies(to: request) && statements[index].concerns(request.principal) {
      let found = DecidingStatement(policy: policy.name, statement: statements[index].name)
      switch statements[index].effect {
      case .allow: allowing.append(found)
      case .deny: denials.append(found)
      }
    }
  }

  /// Those of a resource policy, with how directly they name the principal.
  mutating func gatherReach(
    _ policy: AttachedPolicy?
  ) -> (statements: [DecidingStatement], reach: PrincipalName.Reach?) {
    guard let policy else { return ([], nil) }
    var allowing: [DecidingStatement] = []
    gather(policy, into: &allowing)
    guard !allowing.isEmpty else { return ([], nil) }
    let reach = policy.document.statements
      .filter { $0.effect == .allow && $0.applies(to: request) }
      .compactMap { $0.reach(to: request.principal) }.max()
    return (allowing, reach)
  }

  /// Each level has to allow it.
  mutating func gather(levels: [[AttachedPolicy]]) -> Levels {
    var isRefusal = false
    var all: [DecidingStatement] = []
    for level in levels {
      let allowing = gather(level)
      if allowing.isEmpty { isRefusal = true }
      all += allowing
    }
    return Levels(isRefusal: isRefusal, statements: all)
  }
}

// MARK: - One statement

extension PolicyStatement {
  /// Whether it is about the action, the resource and the circumstances.
  fileprivate func applies(to request: AccessRequest) -> Bool {
    guard concerns(action: request.foldedAction) else { return false }
    for variable in variables where variable.value(in: request.context) == nil {
      return false
    }
    guard concerns(resource: request) else { return false }
    for index in conditions.indices where !conditions[index].holds(in: request.context) {
      return false
    }
    return true
  }

  private func concerns(action: [UInt8]) -> Bool {
    for index in actions.members.indices where actions.members[index].matches(action) {
      return !actions.isInverted
    }
    return actions.isInverted
  }

  /// A variable without a value makes the statement count for nothing.
  private func concerns(resource request: AccessRequest) -> Bool {
    var isListed = false
    for index in resources.members.indices {
      guard
        let matches = resources.members[index].template.matches(
          request.resourceBytes.span, in: request.context)
      else { return false }
      if matches {
        isListed = true
        break
      }
    }
    return isListed != resources.isInverted
  }

  /// Whether it is about who asks: somebody not known is whom the policy is attached to.
  fileprivate func concerns(_ principal: RequestPrincipal?) -> Bool {
    principals == nil || reach(to: principal) != nil
  }

  /// Everyone but those of `NotPrincipal` is named directly.
  fileprivate func reach(to principal: RequestPrincipal?) -> PrincipalName.Reach? {
    guard let principals else { return nil }
    var best: PrincipalName.Reach?
    for name in principals.members {
      let reach = principal.map { name.reach(to: $0) } ?? name.reachToAnyone
      if let reach, best.map({ $0 < reach }) ?? true { best = reach }
    }
    guard principals.isInverted else { return best }
    return best == nil ? .direct : nil
  }
}
