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
  /// The list of binds; nil when there is none.
  package let bindList: NodeID?
  /// Nothing about the binds was reported.
  package let hasIntactBinds: Bool

  package init(
    node: NodeID, name: Traced<String>, type: ComponentType, config: NodeID?,
    binds: [Traced<Bind>] = [], bindList: NodeID? = nil, hasIntactBinds: Bool = true
  ) {
    self.node = node
    self.name = name
    self.type = type
    self.config = config
    self.binds = binds
    self.bindList = bindList
    self.hasIntactBinds = hasIntactBinds
  }
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
  /// False when a component's name was reported or cannot be read: it may be the one that somebody
  /// else names.
  package let knowsAllNames: Bool
  /// The first component of each name.
  private let places: [String: Int]

  package init(_ document: ServiceDocument, in tree: Tree) {
    self.document = document
    environments =
      document.environments.value?.entries.compactMap { entry in
        entry.value.value.map {
          ServiceEnvironment(name: Traced(entry.key, entry.keyNode), settings: $0)
        }
      } ?? []
    var components: [ComponentEntry] = []
    var names: Set<String> = []
    var knowsAllNames = false
    if let list = document.components.node, tree.kind(of: tree.content(of: list)) == .sequence {
      knowsAllNames = true
      for entry in tree.children(of: tree.content(of: list)) {
        guard let name = Service.writtenName(of: entry, in: tree) else {
          knowsAllNames = false
          continue
        }
        names.insert(name.text)
        if name.isBroken { knowsAllNames = false }
      }
    }
    self.knowsAllNames = knowsAllNames
    for element in document.components.value?.elements ?? [] {
      let component = element.value
      guard let name = component.name.traced, let type = component.type.value else { continue }
      components.append(
        ComponentEntry(
          node: element.node, name: name, type: type, config: component.config.node,
          binds: component.binds.value?.elements ?? [], bindList: component.binds.node,
          hasIntactBinds: !component.binds.isBroken
            && component.binds.value?.elements.allSatisfy(\.value.isIntact) ?? true
            && component.binds.value?.isIntact ?? true))
    }
    self.components = components
    knownNames = names
    places = Dictionary(
      components.enumerated().map { ($0.element.name.value, $0.offset) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The name an entry was meant to have, even where it, or the entry, was reported.
  private static func writtenName(of entry: NodeID, in tree: Tree) -> (
    text: String, isBroken: Bool
  )? {
    var isIntact = true
    guard let component = ServiceComponent.decode(entry, in: tree, &isIntact),
      let name = component.name.node
    else { return nil }
    let content = tree.content(of: name)
    guard tree.kind(of: content) == .string else { return nil }
    return (tree.text(of: content), component.name.isBroken)
  }

  /// Whether a name may be that of a component, as far as anybody can tell.
  package func mayHold(_ name: String) -> Bool { !knowsAllNames || knownNames.contains(name) }

  package func environment(_ name: String) -> ServiceEnvironment? {
    environments.first { $0.name.value == name }
  }

  package func component(_ name: String) -> ComponentEntry? {
    places[name].map { components[$0] }
  }
}
