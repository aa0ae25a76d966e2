// Which resources of a template name which others, and so must wait for them.

extension Template {
  /// For each resource the positions of those it names, by whatever intrinsic or in `DependsOn`.
  package var resourceReferences: [[Int]] {
    var positions: [String: Int] = [:]
    positions.reserveCapacity(resources.count)
    for (position, resource) in resources.enumerated() { positions[resource.logicalID] = position }
    return resources.map { resource in
      var named: [Int] = []
      func note(_ id: String) {
        if let position = positions[id], !named.contains(position) { named.append(position) }
      }
      for member in resource.properties { member.value.forEachReference { note($0.id) } }
      for dependency in resource.dependsOn { note(dependency.id) }
      return named
    }
  }

  /// Takes away the parameters that nothing names: whoever deploys is not asked in vain.
  package mutating func dropUnusedParameters() {
    guard !parameters.isEmpty else { return }
    var named: Set<String> = []
    for resource in resources {
      for member in resource.properties { member.value.forEachReference { named.insert($0.id) } }
    }
    for output in outputs { output.value.templateValue.forEachReference { named.insert($0.id) } }
    for condition in conditions { condition.test.forEachReference { named.insert($0) } }
    parameters.removeAll { !named.contains($0.name) }
  }

  /// Every thing behind those it names, as far as there is no circle; the others stay as they are.
  package static func dependencyOrder(_ references: [[Int]]) -> [Int] {
    var order: [Int] = []
    order.reserveCapacity(references.count)
    var isSeen = Array(repeating: false, count: references.count)
    for start in references.indices where !isSeen[start] {
      isSeen[start] = true
      // Without recursion: a chain may be as long as the template.
      var path = [(position: start, next: 0)]
      while let last = path.last {
        let named = references[last.position]
        guard last.next < named.count else {
          order.append(last.position)
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let position = named[last.next]
        guard !isSeen[position] else { continue }
        isSeen[position] = true
        path.append((position, 0))
      }
    }
    return order
  }
}

extension ConditionTest {
  /// The parameters and resources it looks at.
  fileprivate func forEachReference(_ body: (String) -> Void) {
    switch self {
    case .equals(let left, let right):
      left.forEachReference { body($0.id) }
      right.forEachReference { body($0.id) }
    case .not(let test): test.forEachReference(body)
    case .all(let tests), .any(let tests): for test in tests { test.forEachReference(body) }
    case .named: break
    case .unreadable(let value): value.forEachReference { body($0.id) }
    }
  }
}
