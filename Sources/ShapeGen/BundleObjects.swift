// Objects of the bundle: their keys under every spelling, what is required, what `type` chooses.

import Provenance

extension BundleWriter {
  mutating func objectAssertions(
    _ node: NodeID, at place: BundlePlace
  ) throws -> SchemaMembers {
    let declared = library.properties(of: node, in: place.source.root)
    var members = frame(of: node)
    if !declared.isEmpty {
      members.append("properties", .object(try properties(declared, at: place)))
    }
    let required = declared.filter(\.isRequired)
    let plain = required.filter { library.spellings(of: $0).count == 1 }.map(\.name)
    if !plain.isEmpty { members.append("required", .list(plain.map { .text($0) })) }
    try appendAdditional(of: node, at: place, to: &members)
    var conditions = required.filter { library.spellings(of: $0).count > 1 }.map {
      eitherRequired(library.spellings(of: $0))
    }
    conditions += declared.flatMap { exclusions(library.spellings(of: $0)) }
    conditions += dispatch(declared, at: place)
    if !conditions.isEmpty { members.append("allOf", .list(conditions)) }
    return members
  }

  func frame(of node: NodeID) -> SchemaMembers {
    var members = SchemaMembers()
    copy(["type", "minProperties", "maxProperties"], of: node, to: &members)
    if let names = tree.value("propertyNames", in: node) {
      members.append("propertyNames", .object(keyAssertions(names)))
    }
    return members
  }

  private mutating func appendAdditional(
    of node: NodeID, at place: BundlePlace, to members: inout SchemaMembers
  ) throws {
    guard let additional = tree.value("additionalProperties", in: node) else { return }
    members.append(
      "additionalProperties",
      tree.kind(of: additional) == .mapping
        ? .object(try schema(additional, at: place.below("additionalProperties")))
        : .copy(additional))
  }

  // MARK: Keys

  private mutating func properties(
    _ declared: [ShapeLibrary.Declared], at place: BundlePlace
  ) throws -> SchemaMembers {
    var members = SchemaMembers()
    for property in declared {
      let here = place.below("properties", property.name)
      if property.root != place.source.root {
        // Lent by another list, which stands in the bundle as well.
        let lender = try self.place(ofRoot: property.root)
        let pointer = lender.below("properties", property.name).pointer
        members.append(property.name, .object(.reference(to: pointer)))
      } else if let component = component(describing: property, at: place) {
        var settings = annotations(of: property.node)
        settings.append(contentsOf: try fragmentReference(to: component))
        members.append(property.name, .object(settings))
      } else {
        members.append(property.name, .object(try schema(property.node, at: here)))
      }
      appendAliases(of: property, referringTo: here.pointer, to: &members)
    }
    return members
  }

  func appendAliases(
    of property: ShapeLibrary.Declared, referringTo pointer: String, to members: inout SchemaMembers
  ) {
    for alias in library.strings("x-alias", of: property.node) {
      var other = SchemaMembers()
      other.append("description", .text("Same as `\(property.name)`."))
      other.append("deprecated", .flag(true))
      other.append("$ref", .text(pointer))
      members.append(alias, .object(other))
    }
  }

  /// The list whose keys an open mapping holds: one that is named like the list.
  private func component(
    describing property: ShapeLibrary.Declared, at place: BundlePlace
  ) -> ShapeSource? {
    guard place.source.name == entry.name, library.flag("x-open", of: property.node) else {
      return nil
    }
    return library.source(property.name)
  }

  // MARK: Conditions

  private func eitherRequired(_ spellings: [String]) -> SchemaDraft {
    var members = SchemaMembers()
    members.append("anyOf", .list(spellings.map { .object(requiring($0)) }))
    return .object(members)
  }

  private func requiring(_ name: String) -> SchemaMembers {
    var members = SchemaMembers()
    members.append("required", .list([.text(name)]))
    return members
  }

  /// Two spellings of a key are one key given twice. A condition puts the complaint on the key,
  /// where `not` would put it on the whole mapping.
  func exclusions(_ spellings: [String]) -> [SchemaDraft] {
    spellings.indices.dropFirst().map { index in
      var refused = SchemaMembers()
      for earlier in spellings[..<index] { refused.append(earlier, .flag(false)) }
      var consequence = SchemaMembers()
      consequence.append("properties", .object(refused))
      var condition = SchemaMembers()
      condition.append("if", .object(requiring(spellings[index])))
      condition.append("then", .object(consequence))
      return .object(condition)
    }
  }

  /// `type` says which list describes the open `config` beside it.
  private func dispatch(
    _ declared: [ShapeLibrary.Declared], at place: BundlePlace
  ) -> [SchemaDraft] {
    guard place.source.name == entry.name,
      let type = declared.first(where: { $0.name == "type" }),
      declared.contains(where: { $0.name == "config" && library.flag("x-open", of: $0.node) })
    else { return [] }
    return library.strings("enum", of: type.node).compactMap { name in
      library.source(name).map { dispatch(to: $0) }
    }
  }

  private func dispatch(to source: ShapeSource) -> SchemaDraft {
    var constant = SchemaMembers()
    constant.append("const", .text(source.name))
    var type = SchemaMembers()
    type.append("type", .object(constant))
    var condition = SchemaMembers()
    condition.append("properties", .object(type))
    condition.append("required", .list([.text("type")]))
    var config = SchemaMembers()
    config.append("config", .object(.reference(to: place(of: source).pointer)))
    var consequence = SchemaMembers()
    consequence.append("properties", .object(config))
    var members = SchemaMembers()
    members.append("if", .object(condition))
    members.append("then", .object(consequence))
    return .object(members)
  }
}
