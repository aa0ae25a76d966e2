// A template as the parts that components made of it, and which part names what of which.

import CloudFormation
import Provenance

/// The resources and outputs of one component, or of what all share.
struct TemplatePart {
  /// What a person wrote to have it; nil for what is shared.
  let owner: NodeID?
  var resources: [Resource] = []
  var outputs: [Output] = []
  /// What it names, its own things too, in the order of their first mention.
  var references: [TemplateReference] = []
  var conditions: Set<String> = []
}

struct TemplateParts {
  /// In the order of their first resources.
  let parts: [TemplatePart]
  /// The part that each resource is in, by logical id.
  let places: [String: Int]

  init(_ template: Template, owners: [String: NodeID]) {
    var parts: [TemplatePart] = []
    var numbers: [NodeID?: Int] = [:]
    var places: [String: Int] = [:]
    for resource in template.resources {
      let owner = owners[resource.logicalID]
      let number =
        numbers[owner]
        ?? {
          parts.append(TemplatePart(owner: owner))
          numbers[owner] = parts.count - 1
          return parts.count - 1
        }()
      parts[number].resources.append(resource)
      places[resource.logicalID] = number
    }
    for output in template.outputs {
      // An output stands with what it tells of; one that tells of nothing stands with the first.
      var home: Int?
      output.value.templateValue.forEachReference { home = home ?? places[$0.id] }
      if parts.isEmpty { parts.append(TemplatePart(owner: nil)) }
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
