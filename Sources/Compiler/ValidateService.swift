// resolve, validate, harden: from what was written to components whose every setting is known.

import Compliance
import ComponentKit
import Diagnostics
import Provenance
import ServiceSpec
import Shapes
import YAMLText

extension Compilation {
  /// Everything that can be said of a service under the chosen environment.
  @discardableResult
  mutating func validate(_ written: Service) -> Hardened {
    let environment = options.environment.flatMap { written.environment($0) }
    let (uses, misplaced) = resolveEnvironment(written, environment)
    let service = readAgain(written)
    checkShapes(service, environment)
    for variable in misplaced { variable.report(in: &tree, sink: &sink) }
    let placement = placement(of: service, environment)
    let components = harden(service, environment, placement)
    for component in components { component.check(in: placement, tree, &sink) }
    var neighbours = Neighbours(
      Dictionary(
        components.map { ($0.entry.name.value, $0) }, uniquingKeysWith: { first, _ in first }),
      knownNames: service.knownNames, knowsAllNames: service.knowsAllNames, placement: placement)
    checkReferences(uses, service, &neighbours)
    checkClaims(components, placement)
    for component in components { BindChecks.check(component, among: neighbours, tree, &sink) }
    for component in components { component.check(among: neighbours, tree, &sink) }
    return Hardened(
      components: components, placement: placement, references: uses, service: service,
      environment: environment)
  }

  func placement(of service: Service, _ environment: ServiceEnvironment?) -> Placement {
    var tier = Tier.commercial
    switch service.document.complianceFramework.value {
    case .commercial, nil: break
    case .fedrampModerate: tier = .fedrampModerate
    case .fedrampHigh: tier = .fedrampHigh
    }
    let root = service.document.node
    let region =
      options.region.map { Traced($0, root) } ?? environment?.settings.region.traced
      ?? service.document.region.traced
    return Placement(
      service: service.document.service.value ?? "app", environment: environment?.name.value,
      tier: max(tier, options.tier ?? tier),
      tierNode: service.document.complianceFramework.node ?? root, region: region,
      owner: owner(of: service))
  }

  /// With the environment's values in place: the document was read before them.
  private func owner(of service: Service) -> Traced<Text>? {
    guard let written = service.document.owner.traced else { return nil }
    var isIntact = true
    return Text.decode(written.node, in: tree, &isIntact).map { Traced($0, written.node) }
  }

  /// Puts the environment's values in place in everything that counts under it.
  private mutating func resolveEnvironment(
    _ service: Service, _ environment: ServiceEnvironment?
  ) -> (uses: [ReferenceUse], misplaced: [MisplacedVariable]) {
    var nodes = [service.document.owner.node, service.document.components.node].compactMap { $0 }
    if let settings = environment?.settings {
      nodes += [settings.defaults.node, settings.overrides.node].compactMap { $0 }
    }
    return EnvironmentResolver.resolve(
      nodes, environment: environment?.name.value,
      declared: service.environments.map(\.name.value),
      values: environment?.settings.values.node,
      knowsEnvironments: knowsEnvironments(service),
      knowsValues: !(environment.map { tree.holdsUnknownKey($0.settings.node) } ?? false),
      in: &tree, sink: &sink)
  }

  /// Nothing was reported that may be the environment somebody names.
  func knowsEnvironments(_ service: Service) -> Bool {
    switch service.document.environments {
    case .absent: return !tree.holdsUnknownKey(service.document.node)
    case .broken: return false
    case .given(let environments, _):
      return environments.entries.allSatisfy { !$0.value.isBroken }
    }
  }

  /// Holds every mapping that will be merged against the shape of its component.
  private mutating func checkShapes(_ service: Service, _ environment: ServiceEnvironment?) {
    for component in service.components {
      if let config = component.config,
        // No mapping was reported; behind a misspelt key one is still worth looking at.
        !tree.isBroken(config) || tree.kind(of: tree.content(of: config)) == .mapping
      {
        checkFragment(config, of: component.type)
      }
      if let override = overrides(of: component, environment) {
        checkFragment(override, of: component.type)
      }
    }
    for type in ComponentType.allCases {
      if let defaults = defaults(of: type, environment) { checkFragment(defaults, of: type) }
    }
  }

  private mutating func checkFragment(_ node: NodeID, of type: ComponentType) {
    SchemaCheck.check(
      node, against: vocabulary.root(type.rawValue), of: vocabulary.schema,
      formats: vocabulary.formats, isFragment: true, memory: &memory.checks, in: &tree, sink: &sink)
  }

  func overrides(of component: ComponentEntry, _ environment: ServiceEnvironment?) -> NodeID? {
    environment?.settings.overrides.value?.entries
      .first { $0.key == component.name.value }?.value.node
  }

  func defaults(of type: ComponentType, _ environment: ServiceEnvironment?) -> NodeID? {
    guard let defaults = environment?.settings.defaults.value else { return nil }
    switch type {
    case .dynamodbTable: return defaults.dynamodbTable.node
    case .lambdaApi: return defaults.lambdaApi.node
    case .lambdaWorker: return defaults.lambdaWorker.node
    }
  }
}
