// What every proof of a stack asks about, worked out once for all its principals.

import IAMPolicy

struct ProofField: Sendable {
  let stack: StackAccess
  /// Those of the stack, and their neighbours.
  let resources: [StackResource]
  /// Every action on every resource.
  let questions: Int
  private let byARN: [String: [Int]]
  private let byKind: [StackResource.Kind: [Int]]
  /// Resources whose own policies allow anything, with the statements that do.
  private let granting: [(resource: Int, statements: [PolicyStatement])]

  init(_ stack: StackAccess) {
    self.stack = stack
    let resources = stack.resources + Neighbours.of(stack)
    self.resources = resources
    questions = resources.reduce(0) { $0 + $1.actions.count }
    byARN = Dictionary(grouping: resources.indices) { resources[$0].arn }
    byKind = Dictionary(grouping: resources.indices) { resources[$0].kind }
    granting = resources.indices.compactMap { position in
      let policy = stack.resourcePolicy(at: resources[position].arn)
      let statements = policy?.wide.document.statements.filter { $0.effect == .allow } ?? []
      return statements.isEmpty ? nil : (position, statements)
    }
  }

  func positions(at arn: String) -> [Int] { byARN[arn] ?? [] }

  /// The resources of which something may be allowed to a principal, in the order of the stack: of
  /// all others no policy says anything.
  func reach(of principal: StackPrincipal) -> [Int] {
    guard principal.foreignPolicies.isEmpty else { return Array(resources.indices) }
    var positions: Set<Int> = []
    for policy in principal.policies {
      for statement in policy.wide.document.statements where statement.effect == .allow {
        if let names = statement.namedResources {
          for name in names { positions.formUnion(byARN[name] ?? []) }
          continue
        }
        for kind in StackResource.Kind.allCases
        where kind.actions.contains(where: { statement.means(action: $0.fullName) }) {
          for position in byKind[kind] ?? []
          where statement.mayConcern(resource: resources[position].arn) {
            positions.insert(position)
          }
        }
      }
    }
    for (position, statements) in granting
    where statements.contains(where: { $0.isSaid(of: principal.caller) }) {
      positions.insert(position)
    }
    return positions.sorted()
  }
}

/// Promises by what they are about.
struct PromiseIndex {
  private let promises: [AccessPromise]
  private let byARN: [String: [Int]]
  private let byPlace: [String: [Int]]

  init(_ promises: [AccessPromise]) {
    self.promises = promises
    byARN = Dictionary(grouping: promises.indices) { promises[$0].resource.arn }
    byPlace = Dictionary(grouping: promises.indices) { promises[$0].place }
  }

  /// Those of the same action on the same resource.
  func alike(_ promise: AccessPromise) -> [AccessPromise] {
    (byPlace[promise.place] ?? []).map { promises[$0] }
  }

  func contains(_ promise: AccessPromise) -> Bool { byPlace[promise.place] != nil }

  /// The actions promised on each resource.
  var actions: [String: Set<String>] {
    byARN.mapValues { Set($0.map { promises[$0].action }) }
  }

  /// Those that a statement may concern, in their order.
  func concerned(by statement: PolicyStatement) -> [AccessPromise] {
    let near =
      statement.namedResources.map { names in
        Set(names.flatMap { byARN[$0] ?? [] }).sorted()
      } ?? Array(promises.indices)
    return near.map { promises[$0] }.filter {
      statement.mayConcern(action: $0.action, resource: $0.resource.arn)
    }
  }
}
