// The user's manifest, read: components by name, environments, where and how it is deployed.

package import Provenance
import Shapes

/// One entry under `components:` whose name and type hold.
package struct ComponentEntry: Sendable {
  /// The entry itself.
  package let node: NodeID
  package let name: Traced<String>
  package let type: ComponentType
  /// What the user wrote under `config`; nil when there is nothing.
  package let config: NodeID?
  package let binds: [Traced<Bind>]
}

package struct ServiceEnvironment: Sendable {
  package let name: Traced<String>
  package let settings: EnvironmentSettings
}

package struct Service: Sendable {
  package let document: ServiceDocument
  package let environments: [ServiceEnvironment]
  package let components: [ComponentEntry]
  /// Every name under `components:`, those of broken entries too, so that a reference to one is no
  /// second mistake.
  package let knownNames: Set<String>
  /// The first component of each name.
  private let places: [String: Int]

  package init(_ document: ServiceDocument) {
    self.document = document
    environments =
      document.environments.value?.entries.compactMap { entry in
        entry.value.value.map {
          ServiceEnvironment(name: Traced(entry.key, entry.keyNode), settings: $0)
        }
      } ?? []
    var components: [ComponentEntry] = []
    var names: Set<String> = []
    for element in document.components.value?.elements ?? [] {
      let component = element.value
      if let name = component.name.value { names.insert(name) }
      guard let name = component.name.traced, let type = component.type.value else { continue }
      components.append(
        ComponentEntry(
          node: element.node, name: name, type: type, config: component.config.node,
          binds: component.binds.value?.elements ?? []))
    }
    self.components = components
    knownNames = names
    places = Dictionary(
      components.enumerated().map { ($0.element.name.value, $0.offset) },
      uniquingKeysWith: { first, _ in first })
  }

  package func environment(_ name: String) -> ServiceEnvironment? {
    environments.first { $0.name.value == name }
  }

  package func component(_ name: String) -> ComponentEntry? {
    places[name].map { components[$0] }
  }
}
