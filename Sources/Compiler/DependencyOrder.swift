// What must stay together and what comes first, among things that depend on each other.

import CloudFormation

/// The groups of a graph that depend on themselves in a circle, each after those it depends on.
///
/// Two passes over the edges without recursion (S. R. Kosaraju): a service may chain as many
/// components as it has.
package struct DependencyOrder {
  /// Members by number, lowest first; one alone unless there is a circle.
  package let groups: [[Int]]

  /// `dependencies` of each thing, by number, in an order that does not vary.
  package init(_ dependencies: [[Int]]) {
    var dependents = [[Int]](repeating: [], count: dependencies.count)
    for (thing, others) in dependencies.enumerated() {
      for other in others { dependents[other].append(thing) }
    }
    let finished = Template.dependencyOrder(dependents)
    var group = [Int](repeating: -1, count: dependencies.count)
    var count = 0
    for start in finished.reversed() where group[start] < 0 {
      var waiting = [start]
      group[start] = count
      while let thing = waiting.popLast() {
        for other in dependencies[thing] where group[other] < 0 {
          group[other] = count
          waiting.append(other)
        }
      }
      count += 1
    }
    groups = DependencyOrder.ordered(group, count, dependencies)
  }

  /// In the order of their first members, but for what a group depends on, which comes before it.
  private static func ordered(
    _ group: [Int], _ count: Int, _ dependencies: [[Int]]
  ) -> [[Int]] {
    var members = [[Int]](repeating: [], count: count)
    for (thing, number) in group.enumerated() { members[number].append(thing) }
    var edges = [[Int]](repeating: [], count: count)
    for (thing, others) in dependencies.enumerated() {
      for other in others where group[other] != group[thing] {
        edges[group[thing]].append(group[other])
      }
    }
    // Numbered by their first members, so that the walk begins where the spec does.
    let firsts = members.indices.sorted { members[$0][0] < members[$1][0] }
    var place = [Int](repeating: 0, count: count)
    for (position, number) in firsts.enumerated() { place[number] = position }
    let order = Template.dependencyOrder(firsts.map { edges[$0].map { place[$0] }.sorted() })
    return order.map { members[firsts[$0]] }
  }
}
