// Statements by the resources that they are about: of many, few concern any one resource.

/// Finds what may concern a resource without looking at statements that name others.
package struct StatementIndex: Sendable {
  private struct Place: Sendable, Hashable, Comparable {
    let policy: Int
    let statement: Int

    static func < (left: Place, right: Place) -> Bool {
      (left.policy, left.statement) < (right.policy, right.statement)
    }
  }

  private let policies: [AttachedPolicy]
  /// Statements that name all their resources in full.
  private var named: [String: [Place]] = [:]
  /// The others: patterns, variables, and everything but some.
  private var open: [Place] = []
  /// A statement that something else stands in for, or nothing.
  private var replaced: (place: Place, by: PolicyStatement?)?

  package init(_ policies: [AttachedPolicy]) {
    self.policies = policies
    for (number, policy) in policies.enumerated() {
      for (position, statement) in policy.document.statements.enumerated() {
        let place = Place(policy: number, statement: position)
        guard let names = statement.namedResources else {
          open.append(place)
          continue
        }
        for name in names { named[name, default: []].append(place) }
      }
    }
  }

  /// With less in the place of a statement, or with nothing.
  package func lessened(
    policy: Int, statement: Int, to less: PolicyStatement?
  ) -> StatementIndex {
    var index = self
    index.replaced = (Place(policy: policy, statement: statement), less)
    return index
  }

  /// The policies, each with those of its statements alone that may concern the resource.
  package func about(_ resource: String) -> [AttachedPolicy] {
    var places = Set(named[resource] ?? [])
    for place in open where statement(at: place).mayConcern(resource: resource) {
      places.insert(place)
    }
    var statements = [[PolicyStatement]](repeating: [], count: policies.count)
    for place in places.sorted() {
      guard let replaced, replaced.place == place else {
        statements[place.policy].append(statement(at: place))
        continue
      }
      if let less = replaced.by { statements[place.policy].append(less) }
    }
    return zip(policies, statements).map { policy, statements in
      AttachedPolicy(
        PolicyDocument(
          version: policy.document.version, id: policy.document.id, statements: statements),
        named: policy.name)
    }
  }

  private func statement(at place: Place) -> PolicyStatement {
    policies[place.policy].document.statements[place.statement]
  }
}

extension PolicyStatement {
  /// The resources, where each is named in full; nil where one may be several.
  package var namedResources: [String]? {
    guard !resources.isInverted, resources.members.allSatisfy(\.isNamed) else { return nil }
    return resources.members.map(\.text)
  }

  /// Whether it is said of the principal itself, or of its role: then nothing else need allow it.
  package func isSaid(of principal: RequestPrincipal) -> Bool {
    guard let reach = reach(to: principal) else { return false }
    return reach > .account
  }
}

extension ResourcePattern {
  /// Without anything that could stand for more than one text.
  fileprivate var isNamed: Bool {
    !text.utf8.contains { "*?$".utf8.contains($0) }
      && text.utf8.count { $0 == UInt8(ascii: ":") } >= ARNPattern.fieldCount - 1
  }
}
