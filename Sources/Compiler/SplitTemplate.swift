// A template that CloudFormation would not take whole, as several that it takes in turn.

import CloudFormation
import Provenance

/// Why a template cannot be split: what is too large, and the numbers.
struct SplitFault: Error {
  /// Parts that name each other in a circle, or one by itself.
  let group: [TemplatePart]
  /// The shortest way from the first of them back to itself: each names the next, there.
  let circle: [(part: TemplatePart, cause: Cause?)]
  let excess: [(name: String, count: Int, max: Int)]
}

struct SplitTemplate {
  private let whole: Template
  private let parts: TemplateParts
  private let limits: TemplateLimits
  private let exports: TemplateExports
  /// The fewest bytes that a template can be written in.
  private let bytesMin: (Template) -> Int
  /// Tables with indexes wait for another one: the longest id that one may have to name.
  private let longestWait: String?

  /// `name` begins the names of exports, which are unique in an account and region.
  init(
    _ whole: Template, of stack: Stack, named name: String, limits: TemplateLimits,
    bytesMin: @escaping (Template) -> Int
  ) {
    self.whole = whole
    parts = TemplateParts(whole, of: stack)
    exports = TemplateExports(parts, stack: name)
    self.limits = limits
    self.bytesMin = bytesMin
    longestWait = whole.resources.lazy.filter(\.hasIndexes).map(\.logicalID)
      .max { $0.utf8.count < $1.utf8.count }
  }

  /// Each names only what those before it export.
  func templates() throws(SplitFault) -> [Template] {
    let dependencies = parts.dependencies
    let groups = DependencyOrder(dependencies).groups
    var home = [Int](repeating: 0, count: parts.parts.count)
    for (number, group) in groups.enumerated() {
      for part in group { home[part] = number }
    }
    let needed = needed(home)
    var bins: [[Int]] = []
    var filled = TemplateLimits(resources: 0, parameters: 0, outputs: 0, bytes: 0)
    var names = Set<String>()
    for group in groups {
      let asked = parameters(of: group)
      let alone = size(of: group, exporting: needed[home[group[0]]], home: home)
      let excess = limits.excess(of: alone)
      guard excess.isEmpty else {
        throw SplitFault(
          group: group.map { parts.parts[$0] }, circle: circle(in: group, dependencies),
          excess: excess)
      }
      let both = TemplateLimits(
        resources: filled.resources + alone.resources, parameters: names.union(asked).count,
        outputs: filled.outputs + alone.outputs, bytes: filled.bytes + alone.bytes)
      if bins.isEmpty || !limits.excess(of: both).isEmpty {
        bins.append(group)
        (filled, names) = (alone, asked)
      } else {
        bins[bins.count - 1] += group
        names.formUnion(asked)
        filled = both
      }
    }
    return assemble(bins.map { $0.sorted() })
  }

  /// By group, what others name of it; more than other templates will, so never too few.
  private func needed(_ home: [Int]) -> [[TemplateReference]] {
    var needed = [[TemplateReference]](repeating: [], count: parts.parts.count)
    var seen = Set<TemplateReference>()
    for (number, part) in parts.parts.enumerated() {
      for reference in part.references {
        guard let place = parts.places[reference.id], home[place] != home[number],
          seen.insert(reference).inserted
        else { continue }
        needed[home[place]].append(reference)
      }
    }
    return needed
  }

  /// What a group adds to a template at most: as if it stood alone, and everything it names were
  /// imported. In the form that is measured an import is longer than what it stands for.
  private func size(
    of group: [Int], exporting needed: [TemplateReference], home: [Int]
  ) -> TemplateLimits {
    let own = home[group[0]]
    var template = draft(
      group, number: parts.parts.count, exporting: needed,
      isElsewhere: { parts.places[$0].map { home[$0] != own } ?? false }, waitsFor: { _ in true })
    if let longestWait {
      for position in template.resources.indices where template.resources[position].hasIndexes {
        template.resources[position].dependsOn.append(
          (longestWait, .fixed(.oneIndexedTable)))
      }
    }
    return template.size(bytes: bytesMin(template))
  }

  /// Breadth first, so that none is shorter.
  private func circle(
    in group: [Int], _ dependencies: [[Int]]
  ) -> [(part: TemplatePart, cause: Cause?)] {
    guard group.count > 1 else { return [] }
    let members = Set(group)
    var before: [Int: Int] = [:]
    var waiting = [group[0]][...]
    while let part = waiting.popFirst(), before[group[0]] == nil {
      for other in dependencies[part] where members.contains(other) && before[other] == nil {
        before[other] = part
        waiting.append(other)
      }
    }
    var way: [Int] = []
    var here = group[0]
    repeat {
      guard let previous = before[here] else { return [] }
      way.append(previous)
      here = previous
    } while here != group[0]
    way.reverse()
    return way.enumerated().map { position, number in
      let next = parts.parts[way[(position + 1) % way.count]]
      let ids = Set(next.resources.map(\.logicalID))
      let causes = parts.parts[number].resources.lazy.flatMap(\.properties)
        .compactMap { $0.value.cause(ofNaming: ids) }
      return (parts.parts[number], causes.first)
    }
  }

  private func conditions(of group: [Int]) -> [Condition] {
    var names = group.reduce(into: Set<String>()) { $0.formUnion(parts.parts[$1].conditions) }
    // Each names only conditions that are declared, and few of them: by twos at most.
    var count = -1
    while count < names.count {
      count = names.count
      for condition in whole.conditions where names.contains(condition.name) {
        condition.test.forEachName { names.insert($0) }
      }
    }
    return whole.conditions.filter { names.contains($0.name) }
  }

  private func parameters(of group: [Int]) -> Set<String> {
    let known = Set(whole.parameters.map(\.name))
    var names = Set<String>()
    for number in group {
      for reference in parts.parts[number].references where known.contains(reference.id) {
        names.insert(reference.id)
      }
    }
    for condition in conditions(of: group) {
      condition.test.forEachReference { if known.contains($0.id) { names.insert($0.id) } }
    }
    return names
  }
}

// MARK: - Assembling

extension SplitTemplate {
  private func assemble(_ bins: [[Int]]) -> [Template] {
    var bin: [String: Int] = [:]
    for (number, members) in bins.enumerated() {
      for part in members {
        for resource in parts.parts[part].resources { bin[resource.logicalID] = number }
      }
    }
    var exported = [[TemplateReference]](repeating: [], count: bins.count)
    var seen = Set<TemplateReference>()
    for (number, members) in bins.enumerated() {
      for reference in members.flatMap({ parts.parts[$0].references }) {
        guard let place = bin[reference.id], place != number, seen.insert(reference).inserted
        else { continue }
        exported[place].append(reference)
      }
    }
    return bins.enumerated().map { number, members in
      var template = draft(
        members, number: number, exporting: exported[number],
        isElsewhere: { bin[$0].map { $0 != number } ?? false }, waitsFor: { bin[$0] == number })
      Stack.chainIndexedTables(in: &template)
      return template
    }
  }

  private func draft(
    _ members: [Int], number: Int, exporting exported: [TemplateReference],
    isElsewhere: (String) -> Bool, waitsFor: (String) -> Bool
  ) -> Template {
    var template = Template(
      description: number == 0
        ? whole.description : "\(whole.description), part \(number + 1)",
      cause: whole.descriptionCause)
    let names = parameters(of: members)
    template.parameters = whole.parameters.filter { names.contains($0.name) }
    template.conditions = conditions(of: members)
    func imported(_ reference: TemplateReference) -> String? {
      isElsewhere(reference.id) ? exports.name(of: reference) : nil
    }
    for part in members.map({ parts.parts[$0] }) {
      template.resources += part.resources.map { resource in
        var resource = resource
        resource.properties = resource.properties.map {
          TemplateMember($0.key, $0.value.importing(imported))
        }
        // What is in an earlier template is there already; who waits for a turn gets it anew.
        resource.dependsOn = resource.dependsOn.filter { waitsFor($0.id) && !$0.cause.isQueue }
        return resource
      }
      template.outputs += part.outputs.map { output in
        Output(
          key: output.key, description: output.description,
          value: output.value.importing(imported),
          cause: output.cause, export: output.export?.importing(imported))
      }
    }
    exports.export(exported, from: &template)
    return template
  }
}

extension ConditionTest {
  fileprivate func forEachName(_ body: (String) -> Void) {
    switch self {
    case .equals, .unreadable: break
    case .not(let test): test.forEachName(body)
    case .all(let tests), .any(let tests): for test in tests { test.forEachName(body) }
    case .named(let name): body(name)
    }
  }

  fileprivate func forEachReference(_ body: (TemplateReference) -> Void) {
    switch self {
    case .equals(let left, let right):
      left.forEachReference(body)
      right.forEachReference(body)
    case .unreadable(let value): value.forEachReference(body)
    case .not(let test): test.forEachReference(body)
    case .all(let tests), .any(let tests): for test in tests { test.forEachReference(body) }
    case .named: break
    }
  }
}
