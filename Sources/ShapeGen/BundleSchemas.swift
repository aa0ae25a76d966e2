// One schema of a property list in standard keywords: aliases, references and lists spelled out.

import Provenance

extension BundleWriter {
  /// A schema with what it says to people and what it demands.
  mutating func schema(_ node: NodeID, at place: BundlePlace) throws -> SchemaMembers {
    guard tree.kind(of: node) == .mapping else {
      throw GenerationFault("\(tree.pointer(to: node)): a schema is an object")
    }
    try demandExpressible(node)
    var members = annotations(of: node)
    members.append(contentsOf: try assertions(node, at: place))
    if let examples = tree.value("examples", in: node) {
      members.append("examples", .copy(examples))
    }
    return members
  }

  /// Conditions of a list have had no use; one dropped in silence would let faults pass in editors.
  private func demandExpressible(_ node: NodeID) throws {
    for entry in tree.entries(of: node) {
      let isKnown =
        switch tree.text(of: entry.key) {
        case "if", "then", "else": false
        case "allOf":
          tree.children(of: entry.value).allSatisfy {
            library.string("$ref", of: $0).map { library.files[$0] != nil } ?? false
          }
        default: true
        }
      guard isKnown else {
        throw GenerationFault("\(tree.pointer(to: entry.value)): the bundle does not know this yet")
      }
    }
  }

  func annotations(of node: NodeID) -> SchemaMembers {
    var members = SchemaMembers()
    for keyword in ["title", "description"] {
      if let value = tree.value(keyword, in: node) { members.append(keyword, .copy(value)) }
    }
    // A setting without effect is crossed out in editors, as one that is on its way out.
    if tree.value("x-ineffective", in: node) != nil || library.flag("deprecated", of: node) {
      members.append("deprecated", .flag(true))
    }
    return members
  }

  private mutating func assertions(
    _ node: NodeID, at place: BundlePlace
  ) throws -> SchemaMembers {
    if let reference = library.string("$ref", of: node) {
      return .reference(to: try pointer(reference, of: node, at: place))
    }
    if library.flag("x-one-or-many", of: node) { return try oneOrMany(node, at: place) }
    if let branches = tree.value("anyOf", in: node) {
      var drafts: [SchemaDraft] = []
      for (index, branch) in tree.children(of: branches).enumerated() {
        drafts.append(.object(try schema(branch, at: place.below("anyOf", String(index)))))
      }
      var members = SchemaMembers()
      members.append("anyOf", .list(drafts))
      return members
    }
    let types = library.types(of: node)
    if library.flag("x-open", of: node) { return typed(node) }
    switch types.first {
    case "object" where types.count == 1: return try objectAssertions(node, at: place)
    case "array" where types.count == 1: return try arrayAssertions(node, at: place)
    default: return scalarAssertions(node, types, at: place)
    }
  }

  func pointer(_ reference: String, of node: NodeID, at place: BundlePlace) throws -> String {
    let prefix = "#/$defs/"
    _ = try library.target(of: node, in: place.source.root)
    return "\(prefix)\(place.source.name).\(reference.dropFirst(prefix.count))"
  }

  private func typed(_ node: NodeID) -> SchemaMembers {
    var members = SchemaMembers()
    if let type = tree.value("type", in: node) { members.append("type", .copy(type)) }
    return members
  }

  // MARK: Lists

  private mutating func arrayAssertions(
    _ node: NodeID, at place: BundlePlace, items written: SchemaMembers? = nil
  ) throws -> SchemaMembers {
    var members = typed(node)
    if let written {
      members.append("items", .object(written))
    } else if let items = tree.value("items", in: node) {
      members.append("items", .object(try schema(items, at: place.below("items"))))
    }
    copy(["minItems", "maxItems", "uniqueItems"], of: node, to: &members)
    return members
  }

  /// One element stands first, since it is what people mostly write; the list refers to it.
  private mutating func oneOrMany(_ node: NodeID, at place: BundlePlace) throws -> SchemaMembers {
    guard let items = tree.value("items", in: node) else {
      throw GenerationFault("\(tree.pointer(to: node)): a list needs `items`")
    }
    let one = place.below("anyOf", "0")
    let element = try schema(items, at: one)
    let list = try arrayAssertions(node, at: place, items: .reference(to: one.pointer))
    var members = SchemaMembers()
    members.append("anyOf", .list([.object(element), .object(list)]))
    return members
  }

  // MARK: Scalars

  private mutating func scalarAssertions(
    _ node: NodeID, _ types: [String], at place: BundlePlace
  ) -> SchemaMembers {
    // The spec's own keys are read to learn what the environments are: their values come later.
    let isBeforeEnvironment = place.source.name == entry.name
    var members = SchemaMembers()
    if tree.value("x-coerce", in: node) != nil {
      members.append("type", .list((types + ["boolean", "number"]).map { .text($0) }))
    } else {
      members = typed(node)
    }
    let typeCount = members.entries.count
    if let values = tree.value("enum", in: node) {
      let aliases = library.entries("x-enum-alias", of: node).map { SchemaDraft.text($0.name) }
      members.append("enum", .list(tree.children(of: values).map { .copy($0) } + aliases))
    }
    copy(["const"], of: node, to: &members)
    let isChoice = members.entries.count > typeCount
    appendTextLimits(of: node, to: &members)
    copy(["minimum", "maximum"], of: node, to: &members)
    let isConstrained = members.entries.count > typeCount
    switch types.first {
    case _ where isBeforeEnvironment && types != ["string"]: return members
    case "boolean" where types.count == 1 && !isConstrained:
      used.formUnion([.boolean, .environmentValue])
      return .reference(to: BundleDefinition.boolean.pointer)
    case "boolean", "integer", "number":
      return types.contains("string") && !isConstrained
        ? members : loosened(members, by: .environmentValue)
    case "string" where isConstrained:
      let isWrittenOut = isChoice || library.flag("x-literal", of: node)
      if isBeforeEnvironment && isWrittenOut { return members }
      return loosened(members, by: isWrittenOut ? .environmentText : .reference)
    default: return members
    }
  }

  /// What a reference stands for is checked by the compiler, which knows it.
  private mutating func loosened(
    _ members: SchemaMembers, by definition: BundleDefinition
  ) -> SchemaMembers {
    used.insert(definition)
    var loosened = SchemaMembers()
    loosened.append(
      "anyOf", .list([.object(members), .object(.reference(to: definition.pointer))]))
    return loosened
  }

  private func appendTextLimits(of node: NodeID, to members: inout SchemaMembers) {
    copy(["minLength", "maxLength", "pattern"], of: node, to: &members)
    // Formats of ours mean nothing to an editor.
    if library.string("format", of: node) == "date" { members.append("format", .text("date")) }
  }

  func copy(_ keywords: [String], of node: NodeID, to members: inout SchemaMembers) {
    for keyword in keywords {
      if let value = tree.value(keyword, in: node) { members.append(keyword, .copy(value)) }
    }
  }

  /// Keys are never references, so their limits hold as they are.
  func keyAssertions(_ node: NodeID) -> SchemaMembers {
    var members = typed(node)
    appendTextLimits(of: node, to: &members)
    return members
  }
}
