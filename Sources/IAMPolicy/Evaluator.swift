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
    let identityOfCaller = request.principal?.identity
    let granting = Granting(
      isAllowedByIdentity: !identity.isEmpty
        || identityOfCaller == .root && policies.identity.isEmpty,
      reach: resource.reach,
      missingLimit: !policies.permissionsBoundaries.isEmpty && boundary.isEmpty
        ? .permissionsBoundary : !policies.session.isEmpty && session.isEmpty ? .session : nil,
      isWithinAccount: request.isWithinAccount, isService: identityOfCaller == .service,
      demandsResourcePolicy: request.demandsResourcePolicy && policies.resource != nil)
    if let lacking = granting.lacking { return .notAllowed(by: lacking) }
    return .allowed(
      by: (granting.needsIdentity ? identity : []) + resource.statements
        + (granting.needsLimits ? boundary + session : []) + service.statements
        + control.statements + endpoint)
  }
}

/// Who allows what, once nobody denies it.
private struct Granting {
  /// Whoever is root of an account may do everything in it, where no policies stand in for it.
  let isAllowedByIdentity: Bool
  let reach: PrincipalName.Reach?
  /// The boundary or session policy that is there and does not allow it.
  let missingLimit: PolicyKind?
  let isWithinAccount: Bool
  let isService: Bool
  /// Whether there is a resource policy that has to agree, whoever asks.
  let demandsResourcePolicy: Bool

  /// Within an account, who is named by a resource policy needs nothing else; a role so named still
  /// has its limits.
  private var isAllowedByResource: Bool {
    guard let reach else { return false }
    switch reach {
    case .direct: return isService || isWithinAccount
    case .role: return isWithinAccount && missingLimit == nil
    case .account: return false
    }
  }

  /// Whether identity policies had a part in allowing it.
  var needsIdentity: Bool { missingLimit == nil }

  /// Whether boundary and session policies had one.
  var needsLimits: Bool { isAllowedByIdentity && needsIdentity || reach == .role }

  /// What is missing, nil where nothing is.
  var lacking: PolicyKind? {
    if isAllowedByResource { return nil }
    if isService { return .resource }
    if !isWithinAccount || demandsResourcePolicy, reach == nil { return .resource }
    return isAllowedByIdentity || reach == .role && isWithinAccount ? missingLimit : .identity
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
    // Of a statement about something else no more is touched than its actions: a copy of the whole
    // costs more than comparing them.
    for index in statements.indices where statements[index].actions.mean(request.foldedAction) {
      let statement = statements[index]
      guard statement.applies(to: request), statement.concerns(request.principal) else { continue }
      let found = DecidingStatement(policy: policy.name, statement: statement.name)
      switch statement.effect {
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
      .filter { $0.effect == .allow && $0.actions.mean(request.foldedAction) }
      .filter { $0.applies(to: request) }
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

extension PolicyScope<ActionPattern> {
  /// Whether an action, in lower case, is among those meant.
  fileprivate func mean(_ action: [UInt8]) -> Bool {
    for index in members.indices where members[index].matches(action) { return !isInverted }
    return isInverted
  }
}

extension PolicyStatement {
  /// Whether it is about the resource and the circumstances.
  fileprivate func applies(to request: AccessRequest) -> Bool {
    for variable in variables where variable.value(in: request.context) == nil {
      return false
    }
    guard concerns(resource: request) else { return false }
    for index in conditions.indices where !conditions[index].holds(in: request.context) {
      return false
    }
    return true
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
  func reach(to principal: RequestPrincipal?) -> PrincipalName.Reach? {
    guard let principals else { return nil }
    if principals.isInverted, let principal {
      return PrincipalName.spare(principal, in: principals.members) ? nil : .direct
    }
    var best: PrincipalName.Reach?
    for name in principals.members {
      let reach = principal.map { name.reach(to: $0) } ?? name.reachToAnyone
      if let reach, best.map({ $0 < reach }) ?? true { best = reach }
    }
    guard principals.isInverted else { return best }
    return best == nil ? .direct : nil
  }
}
