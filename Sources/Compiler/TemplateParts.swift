// A template as the parts that components made of it, and which part names what of which.

import CloudFormation
import Provenance

/// Where a resource stands in the order of the spec.
struct SpecPlace {
  /// The number of the component that it is of, or of the first that asked for it.
  let component: Int
  /// Several components ask for it, and it stands before the first of them.
  let isShared: Bool
}

/// The resources and outputs of one component, or one thing that several share.
struct TemplatePart {
  let place: SpecPlace
  /// What a person wrote to have it: for what is shared, the service.
  let owner: NodeID
  var resources: [Resource] = []
  var outputs: [Output] = []
  /// What it names, its own things too, in the order of their first mention.
  var references: [TemplateReference] = []
  var conditions: Set<String> = []
}

/// What is shared stands before the first component that asked for it. So a component at the end of
/// the spec changes things before it, and puts none among them.
struct TemplateParts {
  /// In the order of the spec.
  let parts: [TemplatePart]
  /// The part that each resource is in, by logical id.
  let places: [String: Int]

  private enum Key: Hashable {
    case component(Int)
    case shared(String)
  }

  init(_ template: Template, of stack: Stack) {
    var parts: [TemplatePart] = []
    var numbers: [Key: Int] = [:]
    for resource in template.resources {
      let id = resource.logicalID
      guard let place = stack.places[id], let owner = stack.owners[id] else {
        preconditionFailure("nobody asked for the resource `\(id)`")
      }
      let key = place.isShared ? Key.shared(id) : Key.component(place.component)
      if numbers[key] == nil {
        numbers[key] = parts.count
        parts.append(TemplatePart(place: place, owner: owner))
      }
      parts[numbers[key] ?? 0].resources.append(resource)
    }
    let order = parts.indices.sorted { (parts[$0].rank, $0) < (parts[$1].rank, $1) }
    parts = order.map { parts[$0] }
    var places: [String: Int] = [:]
    for (number, part) in parts.enumerated() {
      for resource in part.resources { places[resource.logicalID] = number }
    }
    for output in template.outputs {
      // An output stands with what it tells of; one that tells of nothing stands with the first.
      var home: Int?
      output.value.templateValue.forEachReference { home = home ?? places[$0.id] }
      guard !parts.isEmpty else { continue }
      parts[home ?? 0].outputs.append(output)
    }
    for number in parts.indices { parts[number].gather() }
    self.parts = parts
    self.places = places
  }

  /// The parts that each part needs, without itself.
  var dependencies: [[Int]] {
    parts.enumerated().map { number, part in
      var others = Set(part.references.compactMap { places[$0.id] })
      for resource in part.resources {
        for dependency in resource.dependsOn where !dependency.cause.isQueue {
          if let place = places[dependency.id] { others.insert(place) }
        }
      }
      others.remove(number)
      return others.sorted()
    }
  }
}

extension TemplatePart {
  fileprivate var rank: Int { 2 * place.component + (place.isShared ? 0 : 1) }

  fileprivate mutating func gather() {
    var seen = Set<TemplateReference>()
    var references: [TemplateReference] = []
    var conditions = Set<String>()
    let values =
      resources.flatMap { $0.properties.map(\.value) }
      + outputs.flatMap { [$0.value.templateValue, $0.export?.templateValue].compactMap { $0 } }
    for value in values {
      value.forEachReference { if seen.insert($0).inserted { references.append($0) } }
      value.forEachCondition { conditions.insert($0) }
    }
    for resource in resources {
      if let condition = resource.condition { conditions.insert(condition.name) }
    }
    self.references = references
    self.conditions = conditions
  }
}

extension Cause {
  /// A resource waits only for its turn: in stacks that are deployed one after the other it has it.
  var isQueue: Bool {
    if case .fixed(.oneIndexedTable) = self { return true }
    return false
  }
}
