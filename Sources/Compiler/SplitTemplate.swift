// A template that CloudFormation would not take whole, as several that it takes in turn.

import CloudFormation
import Provenance

/// Why a template cannot be split: what is too large, and the numbers.
struct SplitFault: Error {
  /// Components that name each other in a circle, or one by itself.
  let owners: [NodeID]
  let excess: [(name: String, count: Int, max: Int)]
}

struct SplitTemplate {
  private let whole: Template
  private let parts: TemplateParts
  private let limits: TemplateLimits
  /// Begins the names of exports: they are unique in an account and region.
  private let stack: String
  /// The bytes of a template in the form it will be written in.
  private let measure: (Template) -> Int

  /// Imports and exports make templates longer than the sum of their parts.
  private static let bytesAnImport = 200
  private static let bytesAnExport = 600

  init(
    _ whole: Template, owners: [String: NodeID], limits: TemplateLimits, stack: String,
    measure: @escaping (Template) -> Int
  ) {
    self.whole = whole
    parts = TemplateParts(whole, owners: owners)
    self.limits = limits
    self.stack = stack
    self.measure = measure
  }

  /// Each names only what those before it export.
  func templates() throws(SplitFault) -> [Template] {
    let groups = DependencyOrder(parts.dependencies).groups
    var home = [Int](repeating: 0, count: parts.parts.count)
    for (number, group) in groups.enumerated() {
      for part in group { home[part] = number }
    }
    let needed = exports(groups: home)
    var bins: [[Int]] = []
    var filled = TemplateLimits(resources: 0, parameters: 0, outputs: 0, bytes: 0)
    var names = Set<String>()
    for group in groups {
      let own = size(of: group, needed: needed, home: home)
      let asked = parameters(of: group)
      let alone = TemplateLimits(
        resources: own.resources, parameters: asked.count, outputs: own.outputs, bytes: own.bytes)
      let excess = limits.excess(of: alone)
      guard excess.isEmpty else {
        throw SplitFault(owners: group.compactMap { parts.parts[$0].owner }, excess: excess)
      }
      let both = TemplateLimits(
        resources: filled.resources + own.resources, parameters: names.union(asked).count,
        outputs: filled.outputs + own.outputs, bytes: filled.bytes + own.bytes)
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

  /// What other groups name of each part; more than other templates will, so never too few.
  private func exports(groups home: [Int]) -> [Set<TemplateReference>] {
    var needed = [Set<TemplateReference>](repeating: [], count: parts.parts.count)
    for (number, part) in parts.parts.enumerated() {
      for reference in part.references {
        guard let place = parts.places[reference.id], home[place] != home[number] else { continue }
        needed[place].insert(reference)
      }
    }
    return needed
  }

  private func size(
    of group: [Int], needed: [Set<TemplateReference>], home: [Int]
  ) -> TemplateLimits {
    var template = Template(description: whole.description, cause: whole.descriptionCause)
    var exported = 0
    var imported = 0
    for number in group {
      let part = parts.parts[number]
      template.resources += part.resources
      template.outputs += part.outputs
      exported += needed[number].count
      imported += part.references.count { reference in
        parts.places[reference.id].map { home[$0] != home[number] } ?? false
      }
    }
    let names = parameters(of: group)
    template.parameters = whole.parameters.filter { names.contains($0.name) }
    return TemplateLimits(
      resources: template.resources.count, parameters: names.count,
      outputs: template.outputs.count + exported,
      bytes: measure(template) + SplitTemplate.bytesAnExport * exported
        + SplitTemplate.bytesAnImport * imported)
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
      template(number, members, exporting: exported[number]) { reference in
        guard let place = bin[reference.id], place != number else { return nil }
        return exportName(of: reference)
      } isHere: {
        bin[$0] == number
      }
    }
  }

  private func template(
    _ number: Int, _ members: [Int], exporting exported: [TemplateReference],
    importing name: (TemplateReference) -> String?, isHere: (String) -> Bool
  ) -> Template {
    var template = Template(
      description: number == 0
        ? whole.description : "\(whole.description), part \(number + 1)",
      cause: whole.descriptionCause)
    let names = parameters(of: members)
    template.parameters = whole.parameters.filter { names.contains($0.name) }
    template.conditions = conditions(of: members)
    for part in members.map({ parts.parts[$0] }) {
      template.resources += part.resources.map { resource in
        var resource = resource
        resource.properties = resource.properties.map {
          TemplateMember($0.key, $0.value.importing(name))
        }
        // What is in an earlier template is there already; who waits for a turn gets it anew.
        resource.dependsOn = resource.dependsOn.filter { isHere($0.id) && !$0.cause.isQueue }
        return resource
      }
      template.outputs += part.outputs.map { output in
        Output(
          key: output.key, description: output.description, value: output.value.importing(name),
          cause: output.cause, export: output.export?.importing(name))
      }
    }
    template.outputs += exported.map(output)
    Stack.chainIndexedTables(in: &template)
    return template
  }

  private func exportName(of reference: TemplateReference) -> String {
    ([stack, reference.id] + [reference.attribute].compactMap { $0 }).joined(separator: "-")
  }

  private func output(exporting reference: TemplateReference) -> Output {
    let owner = parts.places[reference.id].flatMap { parts.parts[$0].owner }
    let cause = Cause.derived(
      from: owner.map { [$0] } ?? [], note: "another template of this service names it")
    let words = (reference.attribute ?? "Ref").split { !$0.isLetter && !$0.isNumber }
    let expression =
      reference.attribute.map { Expression.attribute($0, of: reference.id) }
      ?? .reference(to: reference.id)
    return Output(
      key: "Export\(reference.id)\(words.joined())",
      description: "For the other templates of this service",
      value: .expression(expression, cause), cause: cause,
      export: .literal(exportName(of: reference), cause))
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
