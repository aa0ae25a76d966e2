// What each stage hands to the next. Only the stage's own file can make its product.

package import Compliance
package import ComponentKit
package import Provenance
package import ServiceSpec
package import Shapes

/// What the compiler is built with: the schemas, the formats, the kinds of component.
package struct Vocabulary: Sendable {
  package let schema: Schema
  package let formats: [Format]
  package let components: [any Component.Type]
  /// The YAML text of each component's base layer, by type.
  package let layers: [LayerText]

  package init(
    schema: Schema, formats: [Format], components: [any Component.Type], layers: [LayerText]
  ) {
    self.schema = schema
    self.formats = formats
    self.components = components
    self.layers = layers
  }

  func root(_ name: String) -> ShapeID {
    guard let root = schema.root(name) else {
      preconditionFailure("the schema built into this program lacks `\(name)`")
    }
    return root
  }

  func component(_ type: ComponentType) -> (any Component.Type)? {
    components.first { $0.type == type }
  }
}

/// A service whose every setting is known, and what was said of it.
struct Hardened {
  let components: [any Component]
  let placement: Placement
  /// References that are left to CloudFormation.
  let references: [ReferenceUse]
  let service: Service
  let environment: ServiceEnvironment?

  /// What a person wrote for a component: `config` and what the environment adds.
  func written(_ component: any Component) -> [NodeID] {
    let override = environment?.settings.overrides.value?.entries
      .first { $0.key == component.entry.name.value }?.value.node
    return [component.entry.config, override].compactMap { $0 }
  }
}

/// A tier layer of a component, as it is carried in the binary.
package struct LayerText: Sendable {
  package let component: ComponentType
  /// Nil for the base, which lies beneath every tier.
  package let tier: Tier?
  /// Nil for what counts in every region.
  package let region: String?
  package let file: SourceFile

  package init(component: ComponentType, tier: Tier?, region: String? = nil, file: SourceFile) {
    self.component = component
    self.tier = tier
    self.region = region
    self.file = file
  }
}
