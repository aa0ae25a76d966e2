// What is asked of all principals of a stack, and which of it somebody says anything about.

import IAMPolicy

struct AccessField: Sendable {
  let stack: StackAccess
  let resources: [StackResource]
  /// Every action on every resource.
  let questions: Int
  private let byARN: [String: [Int]]
  private let byKind: [StackResource.Kind: [Int]]
  /// Those whose names are not known.
  private let open: [Int]
  /// Resources with policies of their own, and what those say at most.
  private let governed: [(resource: Int, statements: [PolicyStatement])]

  init(_ stack: StackAccess, _ resources: [StackResource]) {
    self.stack = stack
    self.resources = resources
    questions = resources.reduce(0) { $0 + $1.actions.count }
    byARN = Dictionary(grouping: resources.indices) { resources[$0].arn }
    byKind = Dictionary(grouping: resources.indices) { resources[$0].kind }
    open = resources.indices.filter { !resources[$0].unknownNames.isEmpty }
    governed = resources.indices.compactMap { position in
      stack.resourcePolicy(at: resources[position].arn)
        .map { (position, $0.wide.document.statements) }
    }
  }

  func positions(at arn: String) -> [Int] { byARN[arn] ?? [] }

  /// The resources of which something may be allowed to a principal, in the order of the stack: of
  /// all others no policy says anything.
  func reach(of principal: StackPrincipal) -> [Int] {
    guard principal.foreignPolicies.isEmpty else { return Array(resources.indices) }
    var positions = concerned(by: principal) { $0.effect == .allow }
    for (position, statements) in governed
    where statements.contains(where: { $0.effect == .allow && $0.isSaid(of: principal.caller) }) {
      positions.insert(position)
    }
    return positions.sorted()
  }

  /// Those of which anything is said to a principal: allowed, or denied in so many words.
  func mentions(of principal: StackPrincipal) -> Set<Int> {
    guard principal.foreignPolicies.isEmpty, principal.boundary == nil else {
      return Set(resources.indices)
    }
    return concerned(by: principal) { _ in true }.union(governed.map(\.resource))
  }

  private func concerned(
    by principal: StackPrincipal, where isMeant: (PolicyStatement) -> Bool
  ) -> Set<Int> {
    var positions: Set<Int> = []
    for statement in principal.policies.flatMap(\.wide.document.statements)
    where isMeant(statement) {
      for position in open where statement.mayReach(resources[position]) {
        positions.insert(position)
      }
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
    return positions
  }
}
