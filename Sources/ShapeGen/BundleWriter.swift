// Writes the one schema that editors read: all property lists in standard keywords only.

import JSONText
import Provenance

/// Follows the compiler as far as a schema can. A reference, and a value of the environment, pass
/// unchecked wherever they may stand, since only the compiler knows them. In one place it asks for
/// more: a `config` must hold what its nested mappings require even if an override would bring it.
package struct BundleWriter {
  let library: ShapeLibrary
  let entry: ShapeSource
  /// Definitions of the bundle's own, by name, once something refers to them.
  var used: Set<BundleDefinition> = []
  /// Definitions that must also be written in a form where nothing is required, in the order met.
  var fragments: [Fragment] = []

  struct Fragment {
    let name: String
    let node: NodeID
    let place: BundlePlace
  }

  private init(library: ShapeLibrary, entry: ShapeSource) {
    self.library = library
    self.entry = entry
  }

  /// The bytes of `schemas/<entry>.schema.json`.
  package static func write(
    entry name: String = "service", title: String = "Ashlar service spec",
    of library: ShapeLibrary
  ) throws -> [UInt8] {
    guard let entry = library.source(name) else {
      throw GenerationFault("there is no property list `\(name)`")
    }
    var writer = BundleWriter(library: library, entry: entry)
    let bundle = try writer.bundle(title: title)
    var json = JSONWriter(.indented)
    SchemaDraft.object(bundle).write(to: &json, of: library.tree)
    return json.finished()
  }

  var tree: Tree { library.tree }

  // MARK: The whole

  private mutating func bundle(title: String) throws -> SchemaMembers {
    var bundle = SchemaMembers()
    bundle.append("$schema", .text("https://json-schema.org/draft/2020-12/schema"))
    bundle.append("title", .text(title))
    if let description = tree.value("description", in: entry.root) {
      bundle.append("description", .copy(description))
    }
    bundle.append(contentsOf: try objectAssertions(entry.root, at: place(of: entry)))
    let definitions = try definitions()
    if !definitions.isEmpty { bundle.append("$defs", .object(definitions)) }
    return bundle
  }

  private mutating func definitions() throws -> SchemaMembers {
    var definitions = SchemaMembers()
    for source in library.sources {
      let whole = place(of: source)
      if source.name != entry.name {
        definitions.append(source.name, .object(try schema(source.root, at: whole)))
      }
      for definition in library.entries("$defs", of: source.root) {
        let name = "\(source.name).\(definition.name)"
        definitions.append(
          name, .object(try schema(definition.node, at: whole.moved(to: "#/$defs/\(name)"))))
      }
    }
    var next = 0
    while next < fragments.count {
      let fragment = fragments[next]
      definitions.append(
        fragment.name, .object(try self.fragment(fragment.node, at: fragment.place)))
      next += 1
    }
    for definition in BundleDefinition.allCases where used.contains(definition) {
      definitions.append(definition.rawValue, .object(definition.schema))
    }
    return definitions
  }

  func place(of source: ShapeSource) -> BundlePlace {
    BundlePlace(
      source: source, pointer: source.name == entry.name ? "#" : "#/$defs/\(source.name)")
  }

  func place(ofRoot root: NodeID) throws -> BundlePlace {
    guard let source = library.sources.first(where: { $0.root == root }) else {
      throw GenerationFault("\(tree.pointer(to: root)): this is no property list")
    }
    return place(of: source)
  }
}

/// Where in the bundle a schema will stand, and which list it comes from.
struct BundlePlace {
  let source: ShapeSource
  let pointer: String

  func moved(to pointer: String) -> BundlePlace {
    BundlePlace(source: source, pointer: pointer)
  }

  func below(_ keyword: String, _ key: String) -> BundlePlace {
    var pointer = "\(self.pointer)/\(keyword)/"
    for character in key {
      switch character {
      case "~": pointer += "~0"
      case "/": pointer += "~1"
      default: pointer.append(character)
      }
    }
    return moved(to: pointer)
  }

  func below(_ keyword: String) -> BundlePlace { moved(to: "\(pointer)/\(keyword)") }
}

/// What the bundle defines beside the property lists.
enum BundleDefinition: String, CaseIterable {
  case boolean
  case reference
  case environmentValue
  case environmentText

  var schema: SchemaMembers {
    switch self {
    case .boolean:
      var boolean = SchemaMembers()
      boolean.append("type", .text("boolean"))
      var schema = SchemaMembers()
      schema.append(
        "anyOf",
        .list([
          .object(boolean),
          .object(.reference(to: BundleDefinition.environmentValue.pointer)),
        ]))
      return schema
    case .reference:
      return text(
        "Text with a reference, such as `${component.attribute}`; checked once its value is known.",
        pattern: "\\$\\{")
    case .environmentValue:
      return text(
        "A value of the environment: `${env:KEY}`, or `${envIs:NAME}` for true or false.",
        pattern: "^\\$\\{env(Is)?:[^}]+\\}$")
    case .environmentText:
      return text(
        "Text with a value of the environment in it: `${env:KEY}`.",
        pattern: "\\$\\{env(Is)?:[^}]+\\}")
    }
  }

  var pointer: String { "#/$defs/\(rawValue)" }

  private func text(_ description: String, pattern: String) -> SchemaMembers {
    var schema = SchemaMembers()
    schema.append("description", .text(description))
    schema.append("type", .text("string"))
    schema.append("pattern", .text(pattern))
    return schema
  }
}
