// A stack in the making: its template, what stands in other regions, and who may do what.

import CloudFormation
import ComponentKit
import Diagnostics
import Provenance
import SharedResources

/// Everything that one service becomes.
struct Stack {
  var template: Template
  /// Templates of other regions, deployed before the stack's own, in the order of their regions.
  var companions: [(region: String, template: Template)] = []
  var access: [RoleAccess] = []
  var omissions: [NodeID] = []
  /// What is wrong with components that only shows in what they become.
  var findings: [Finding] = []
  /// What components ask for in each region, each with its number; the stack's own has no name.
  private var needs: [String?: [(need: SharedNeed, component: Int)]] = [:]
  /// What a person wrote to have each resource, by logical id.
  private(set) var owners: [String: NodeID] = [:]
  /// The name of each component that became something, by its number.
  private var names: [Int: NodeID] = [:]
  /// By logical id, where each resource stands in the order of the spec.
  private(set) var places: [String: SpecPlace] = [:]
  /// The parameters of each region's template, and of the stack's own, which has no region.
  private var parameterNames: [String?: Set<String>] = [:]

  init(template: Template) { self.template = template }

  /// `component` is the number of the component in the spec.
  mutating func add(_ output: ComponentOutput, of owner: NodeID, component: Int) {
    for resource in output.resources + output.companions.flatMap(\.resources) {
      owners[resource.logicalID] = owner
      places[resource.logicalID] = SpecPlace(component: component, isShared: false)
    }
    names[component] = owner
    add(output)
    needs[nil, default: []] += output.needs.map { ($0, component) }
    for part in output.companions {
      needs[part.region, default: []] += part.needs.map { ($0, component) }
    }
  }

  func needs(in region: String?) -> [SharedNeed] { needs[region, default: []].map(\.need) }

  /// `owner` is the service.
  mutating func add(_ shared: SharedOutput, in region: String?, of owner: NodeID) {
    for resource in shared.output.resources {
      let id = resource.logicalID
      guard let need = shared.firstNeeds[id] else {
        preconditionFailure("nobody asked for the resource `\(id)`")
      }
      owners[id] = owner
      // Several regions may have one: it stands where it was asked for first.
      let asker = min(
        needs[region, default: []][need].component, places[id]?.component ?? .max)
      places[id] = SpecPlace(component: asker, isShared: true)
    }
    guard let region else { return add(shared.output) }
    var part = RegionalPart(region: region)
    part.parameters = shared.output.parameters
    part.resources = shared.output.resources
    add(part)
    omissions += shared.output.omissions
  }

  private mutating func add(_ output: ComponentOutput) {
    template.parameters += unasked(output.parameters, in: nil)
    for condition in output.conditions
    where !template.conditions.contains(where: { $0.name == condition.name }) {
      template.conditions.append(condition)
    }
    template.resources += output.resources
    template.outputs += output.outputs
    for part in output.companions { add(part) }
    if let access = output.access { self.access.append(access) }
    omissions += output.omissions
    findings += output.findings
  }

  private mutating func add(_ part: RegionalPart) {
    let place =
      companions.firstIndex { $0.region == part.region }
      ?? {
        companions.append(
          (
            part.region,
            Template(
              description: "\(template.description), in \(part.region)",
              cause: template.descriptionCause)
          ))
        return companions.count - 1
      }()
    companions[place].template.parameters += unasked(part.parameters, in: part.region)
    companions[place].template.resources += part.resources
  }

  /// Components that ask the deployment for the same thing ask once.
  private mutating func unasked(_ parameters: [Parameter], in region: String?) -> [Parameter] {
    parameters.filter { parameterNames[region, default: []].insert($0.name).inserted }
  }

  /// What a person wrote that something shared is asked for: the first component that does.
  func asker(of logicalID: String) -> NodeID? {
    guard let place = places[logicalID] else { return nil }
    return names[place.component] ?? owners[logicalID]
  }

  var templates: [Template] { [template] + companions.map(\.template) }

  /// CloudFormation creates one table with indexes at a time: each waits for the one before. One
  /// that another names comes before it in any case, or the two would wait for each other.
  mutating func chainIndexedTables() { Stack.chainIndexedTables(in: &template) }

  static func chainIndexedTables(in template: inout Template) {
    guard template.resources.lazy.filter(\.hasIndexes).prefix(2).count == 2 else { return }
    let references = template.resourceReferences
    let tables = Template.dependencyOrder(references)
      .filter { template.resources[$0].hasIndexes }
    for (before, position) in zip(tables, tables.dropFirst())
    where !references[position].contains(before) {
      template.resources[position].dependsOn.append(
        (template.resources[before].logicalID, .fixed(.oneIndexedTable)))
    }
  }

  /// The logical ids that stand for more than one resource; none, unless we erred.
  var repeatedLogicalIDs: [String] {
    templates.flatMap { template in
      var seen: Set<String> = []
      return template.resources.map(\.logicalID).filter { !seen.insert($0).inserted }
    }
  }
}

extension Resource {
  var hasIndexes: Bool {
    (type == AWSDynamoDBTable.typeName || type == AWSDynamoDBGlobalTable.typeName)
      && properties.contains { $0.key.hasSuffix("SecondaryIndexes") }
  }
}
