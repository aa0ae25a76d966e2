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
  private let parts: [Part]
  private let owners: [String: NodeID]
  private let facts: Resolution.Facts
  /// What its values met and could not decide.
  let undecided = ConditionLog()
  /// Those that its templates are known to be for.
  package var regions: [String] { parts.compactMap(\.region) }

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
  /// deployment will say for parameters; `account` where it is deployed, if that is known.
  package init(
    _ parts: [Part], owners: [String: NodeID], values: [String: String] = [:],
    account: String? = nil, log: ReadLog? = nil
  ) {
    self.init(
      parts, owners, Resolution.Facts(values: values, account: account, assumed: [:]), log)
  }

  private init(
    _ parts: [Part], _ owners: [String: NodeID], _ facts: Resolution.Facts, _ log: ReadLog?
  ) {
    var resources: [ResourceView] = []
    var places: [String: [Int]] = [:]
    var ids: [String: [Int]] = [:]
    for (position, part) in parts.enumerated() {
      var facts = facts
      facts.region = part.region
      let resolution = Resolution(part.template, facts, undecided)
      let known = TemplateFacts(resolution)
      for resource in part.template.resources
      where resource.condition.map({ resolution.holds($0.name) != false }) ?? true {
        places[resource.type, default: []].append(resources.count)
        ids[resource.logicalID, default: []].append(resources.count)
        resources.append(
          ResourceView(
            resource: resource, owner: owners[resource.logicalID], region: part.region,
            part: position, facts: known))
      }
    }
    all = resources
    self.places = places
    self.ids = ids
    self.log = log
    self.parts = parts
    self.owners = owners
    self.facts = facts
  }

  /// The same stack, where a condition that nobody can decide is taken to hold, or not to.
  func assuming(_ condition: String, _ holds: Bool) -> StackView {
    var facts = facts
    facts.assumed[condition] = holds
    return StackView(parts, owners, facts, log)
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

  /// Those of types that only templates of others have.
  package func all(named types: String...) -> [ResourceView] {
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
