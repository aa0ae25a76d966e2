// Who can do what on what: each principal, each resource, each action, and the statements that say
// so.

package import IAMPolicy

/// What a condition asks, as it is written.
package struct AccessCondition: Sendable, Hashable {
  package let operation: String
  package let key: String
  package let values: [String]

  init(_ condition: PolicyCondition) {
    operation = condition.comparison.name
    key = condition.key
    values = condition.values.map { String(decoding: $0, as: UTF8.self) }
  }

  /// `aws:SourceVpce StringEquals vpce-1`.
  package var text: String { "\(key) \(operation) \(values.joined(separator: ", "))" }
}

/// A statement that decides, and where it stands.
package struct AccessGround: Sendable, Hashable {
  /// The logical id of the policy, or that of its resource and its name.
  package let policy: String
  package let statement: String
  package let file: String
  /// The statement, from the root of the template.
  package let pointer: String
  package let conditions: [AccessCondition]
}

package struct AccessCell: Sendable {
  package enum Decision: String, Sendable {
    case allowed, explicitDeny, implicitDeny
    /// It depends on what only the deployment knows, or on conditions nothing was found to meet.
    case unknown
  }

  package let action: ServiceAction
  package let decision: Decision
  /// What allows it under its conditions, or what denies it; empty where nothing allows it.
  package let grounds: [AccessGround]
  /// What denies it all the same, under its own conditions.
  package let limits: [AccessGround]
  /// The names of what is not known.
  package let unknowns: [String]
}

/// One principal on one resource. Every action that can be on it has a cell, in the order of names.
package struct AccessRow: Sendable {
  /// Positions in the lists of the stack.
  package let principal: Int
  package let resource: Int
  package let cells: [AccessCell]
}

/// Built for people who approve: what is said to be allowed was allowed to a request that was
/// tried, and what is said to be denied is denied whatever the circumstances.
package struct AccessMatrix: Sendable {
  package let stack: StackAccess
  /// Principals in their order, for each its resources in theirs.
  package let rows: [AccessRow]
  /// Of those who are not of the stack, in the order of its resources.
  package let outside: [OutsideAccess]

  package init(_ stack: StackAccess) {
    self.stack = stack
    var rows: [AccessRow] = []
    let field = AccessField(stack, stack.resources)
    for (number, principal) in stack.principals.enumerated() {
      let mentions = field.mentions(of: principal)
      for (place, resource) in stack.resources.enumerated() {
        let cells =
          mentions.contains(place)
          ? CellJudge(stack, principal, resource).cells : CellJudge.silence(on: resource)
        rows.append(AccessRow(principal: number, resource: place, cells: cells))
      }
    }
    self.rows = rows
    outside = OutsideReader(stack: stack).all
  }
}

// MARK: - One cell

private struct CellJudge {
  let stack: StackAccess
  let principal: StackPrincipal
  let resource: StackResource
  private let wide: PolicySet
  private let widest: PolicySet
  /// Only the deployment knows its name.
  private let isOpen: Bool

  init(_ stack: StackAccess, _ principal: StackPrincipal, _ resource: StackResource) {
    self.stack = stack
    self.principal = principal
    self.resource = resource
    isOpen = !resource.unknownNames.isEmpty
    wide = stack.policies(of: principal, on: resource.arn, .wide)
    widest = wide.atTheirWidest(given: stack.facts(of: resource))
  }

  /// Most principals have nothing to do with most resources: those answers are made once a kind.
  var cells: [AccessCell] {
    if widest.isSilent, !isOpen { return CellJudge.silence(on: resource) }
    return resource.actions.map(cell)
  }

  static func silence(on resource: StackResource) -> [AccessCell] {
    silences[resource.kind] ?? []
  }

  private static let silences = Dictionary(
    uniqueKeysWithValues: StackResource.Kind.allCases.map { kind in
      (kind, kind.actions.map(denied))
    })

  private static func denied(_ action: ServiceAction) -> AccessCell {
    AccessCell(action: action, decision: .implicitDeny, grounds: [], limits: [], unknowns: [])
  }

  private func cell(_ action: ServiceAction) -> AccessCell {
    let bare = AccessRequest(
      action: action.fullName, resource: resource.arn, principal: principal.caller)
    let most = Evaluator.decide(bare, by: widest)
    switch most.verdict {
    case .explicitDeny:
      return AccessCell(
        action: action, decision: .explicitDeny, grounds: grounds(most.statements, wide),
        limits: [], unknowns: [])
    case .implicitDeny:
      let open = isOpen ? principal.statementsThatMayReach(resource, action.fullName) : []
      guard !open.isEmpty else { return CellJudge.denied(action) }
      return AccessCell(
        action: action, decision: .unknown, grounds: grounds(open, wide), limits: [],
        unknowns: resource.unknownNames)
    case .allowed: break
    }
    let narrow = stack.policies(of: principal, on: resource.arn, .narrow)
    let limits = narrow.statements { statement in
      statement.effect == .deny
        && statement.mayConcern(action: action.fullName, resource: resource.arn)
    }
    let found = AccessWitness.find(
      action.fullName, on: resource, by: principal, narrow, in: stack)
    return AccessCell(
      action: action, decision: found.isEmpty ? .unknown : .allowed,
      grounds: grounds(found.isEmpty ? most.statements : found, wide),
      limits: grounds(limits, wide),
      unknowns: found.isEmpty ? unknowns(most.statements) : [])
  }

  private func grounds(_ statements: [DecidingStatement], _ policies: PolicySet) -> [AccessGround] {
    statements.compactMap { deciding in
      guard let policy = stack.policy(named: deciding.policy) else {
        return AccessGround(
          policy: deciding.policy, statement: deciding.statement, file: "", pointer: "",
          conditions: [])
      }
      let document = policy.narrow.document
      let statement = document.statements.first { $0.name == deciding.statement }
      return AccessGround(
        policy: policy.name, statement: deciding.statement, file: policy.file,
        pointer: policy.statement(deciding.statement)?.pointer ?? policy.pointer,
        conditions: statement?.conditions.map(AccessCondition.init) ?? [])
    }
  }

  private func unknowns(_ statements: [DecidingStatement]) -> [String] {
    var names: [String] = []
    for statement in statements {
      let found =
        stack.policy(named: statement.policy)?.statement(statement.statement)?.unknowns
        ?? [statement.policy]
      for name in found where !names.contains(name) { names.append(name) }
    }
    return names
  }
}

extension PolicySet {
  /// Whether nothing that a stack's request meets says anything.
  fileprivate var isSilent: Bool {
    (identity + [resource].compactMap { $0 } + permissionsBoundaries)
      .allSatisfy(\.document.statements.isEmpty)
  }

  fileprivate func statements(where isMeant: (PolicyStatement) -> Bool) -> [DecidingStatement] {
    (identity + [resource].compactMap { $0 } + permissionsBoundaries).flatMap { policy in
      policy.document.statements.filter(isMeant).map {
        DecidingStatement(policy: policy.name, statement: $0.name)
      }
    }
  }
}
