// A stack as tier rules see it: resources by type, in every region, with parameters and conditions
// resolved where that can be done.

package import CloudFormation
package import Provenance

package struct StackView: Sendable {
  private let all: [ResourceView]
  /// By type.
  private let places: [String: [Int]]
  /// By logical id: several regions may have one of a name.
  private let ids: [String: [Int]]
  private let log: ReadLog?
  /// Those that its templates are known to be for.
  package let regions: [String]

  /// One template of a stack: the region it is deployed to, where that is known.
  package struct Part: Sendable {
    package let template: Template
    package let region: String?

    package init(_ template: Template, region: String?) {
      self.template = template
      self.region = region
    }
  }

  /// What a condition leaves out is not there.
  /// `owners` says, by logical id, what a person wrote to have a resource; `values` what the
  /// deployment will say for parameters.
  package init(
    _ parts: [Part], owners: [String: NodeID], values: [String: String] = [:],
    log: ReadLog? = nil
  ) {
    var resources: [ResourceView] = []
    var places: [String: [Int]] = [:]
    var ids: [String: [Int]] = [:]
    for (position, part) in parts.enumerated() {
      let resolution = Resolution(part.template, values: values)
      for resource in part.template.resources
      where resource.condition.map({ resolution.holds($0.name) != false }) ?? true {
        places[resource.type, default: []].append(resources.count)
        ids[resource.logicalID, default: []].append(resources.count)
        resources.append(
          ResourceView(
            resource: resource, owner: owners[resource.logicalID], region: part.region,
            part: position, resolution: resolution))
      }
    }
    all = resources
    regions = parts.compactMap(\.region)
    self.places = places
    self.ids = ids
    self.log = log
  }

  package var resources: [ResourceView] {
    log?.note(nil)
    return all
  }

  package func all<Properties: ResourceProperties>(
    _ type: Properties.Type
  ) -> [ResourceView] {
    log?.note(Properties.typeName)
    return (places[Properties.typeName] ?? []).map { all[$0] }
  }

  /// Those of either type, in the order of the templates.
  package func all<One: ResourceProperties, Other: ResourceProperties>(
    _ one: One.Type, _ other: Other.Type
  ) -> [ResourceView] {
    let types = [One.typeName, Other.typeName]
    for type in types { log?.note(type) }
    return types.flatMap { places[$0] ?? [] }.sorted().map { all[$0] }
  }

  /// The resource of a type that a value names, by `Ref` or `Fn::GetAtt`.
  package func named<Properties: ResourceProperties>(
    by value: ValueView, _ type: Properties.Type
  ) -> ResourceView? {
    guard let id = value.namedResource else { return nil }
    log?.note(Properties.typeName)
    return ids[id]?.lazy.map { all[$0] }.first { $0.resource.type == Properties.typeName }
  }
}
