// The words of a reference table: what a value is, what limits it, and what it means.

import Provenance

struct ReferenceWording {
  let library: ShapeLibrary
  /// The list whose README is written.
  let reader: ShapeSource
  /// The list that declares the property.
  let root: NodeID

  private var tree: Tree { library.tree }

  private enum Number {
    case one, many
  }

  // MARK: Types

  /// What a value is, with links to the objects it is made of.
  func type(of node: NodeID, named name: String) throws -> String {
    if tree.value("x-ineffective", in: node) != nil { return "anything" }
    let target = try library.target(of: node, in: root)
    if library.flag("x-open", of: target), library.source(name) != nil {
      return "[mapping](../\(name)/README.md)"
    }
    return try type(of: target, .one)
  }

  private func type(of node: NodeID, _ number: Number) throws -> String {
    let target = try library.target(of: node, in: root)
    if let branches = tree.value("anyOf", in: target) {
      return try tree.children(of: branches).map { try type(of: $0, number) }
        .joined(separator: " or ")
    }
    if let items = tree.value("items", in: target) {
      let list = number == .one ? "list of " : "lists of "
      let many = list + (try type(of: items, .many))
      return library.flag("x-one-or-many", of: target)
        ? "\(try type(of: items, .one)) or \(many)" : many
    }
    if let values = tree.value("additionalProperties", in: target),
      tree.kind(of: values) == .mapping
    {
      let mapping = number == .one ? "mapping of names to " : "mappings of names to "
      return mapping + (try type(of: values, .many))
    }
    if tree.value("properties", in: target) != nil { return try link(to: target) }
    return names(of: target, number)
  }

  private func names(of node: NodeID, _ number: Number) -> String {
    let ending = number == .one ? "" : "s"
    let names = library.types(of: node).map { type in
      switch type {
      case "object": "mapping" + ending
      case "array": "list" + ending
      case "integer": "whole number" + ending
      default: type + ending
      }
    }
    guard let last = names.last, names.count > 1 else { return names.first ?? "anything" }
    return names.dropLast().joined(separator: ", ") + " or " + last
  }

  private func link(to object: NodeID) throws -> String {
    guard let heading = library.string("x-swift", of: object) else {
      throw GenerationFault("\(tree.pointer(to: object)): `x-swift` is missing")
    }
    let lender = library.sources.first { $0.root == root && root != reader.root }
    let file = lender.map { "../\($0.name)/README.md" } ?? ""
    return "[\(heading)](\(file)#\(heading.lowercased()))"
  }

  // MARK: Constraints

  func constraints(of property: ShapeLibrary.Declared) throws -> [String] {
    if tree.value("x-ineffective", in: property.node) != nil { return ["no effect"] }
    var phrases: [String] = []
    if property.isRequired { phrases.append("required") }
    phrases += try limits(of: property.node)
    if library.flag("x-identity", of: property.node) { phrases.append("no tier supplies it") }
    return phrases
  }

  private func limits(of node: NodeID) throws -> [String] {
    let target = try library.target(of: node, in: root)
    var phrases: [String] = []
    if let branches = tree.value("anyOf", in: target) {
      for branch in tree.children(of: branches) {
        let some = try limits(of: branch)
        guard !some.isEmpty else { continue }
        phrases.append("\(try type(of: branch, .one)): \(some.joined(separator: ", "))")
      }
      return phrases
    }
    phrases += range("minItems", "maxItems", of: target, unit: ("element", "elements"))
    if library.flag("uniqueItems", of: target) { phrases.append("all different") }
    if let items = tree.value("items", in: target), try !isObject(items) {
      phrases += try each(limits(of: items))
    }
    if let values = tree.value("additionalProperties", in: target),
      tree.kind(of: values) == .mapping, try !isObject(values)
    {
      phrases += range("minProperties", "maxProperties", of: target, unit: ("key", "keys"))
      if let keys = tree.value("propertyNames", in: target) {
        phrases += textLimits(of: keys).map { "keys: \($0)" }
      }
      phrases += try each(limits(of: values))
    }
    return phrases + choices(of: target) + textLimits(of: target)
      + range("minimum", "maximum", of: target, unit: nil)
      + remarks(of: target)
  }

  private static let noReference = "no reference"
  private static let coerced = "booleans and numbers become strings"

  private func remarks(of node: NodeID) -> [String] {
    if library.flag("x-literal", of: node) { return [Self.noReference] }
    return tree.value("x-coerce", in: node) == nil ? [] : [Self.coerced]
  }

  private func each(_ phrases: [String]) -> [String] {
    phrases.map { $0 == Self.noReference || $0 == Self.coerced ? $0 : "each \($0)" }
  }

  private func isObject(_ node: NodeID) throws -> Bool {
    let target = try library.target(of: node, in: root)
    return tree.value("properties", in: target) != nil
  }

  private func choices(of node: NodeID) -> [String] {
    let values = library.strings("enum", of: node)
    guard !values.isEmpty else { return [] }
    let aliases = library.entries("x-enum-alias", of: node)
    let listed = values.map { value in
      let spellings = aliases.filter { tree.text(of: $0.node) == value }.map { "`\($0.name)`" }
      return spellings.isEmpty
        ? "`\(value)`" : "`\(value)` (also \(spellings.joined(separator: ", ")))"
    }
    return [(values.count == 1 ? "" : "one of ") + listed.joined(separator: ", ")]
  }

  private func textLimits(of node: NodeID) -> [String] {
    var phrases = range(
      "minLength", "maxLength", of: node, unit: ("character", "characters"))
    if let pattern = library.string("pattern", of: node) {
      phrases.append("matches `\(visible(pattern))`")
    }
    if let format = library.string("format", of: node) { phrases.append("form `\(format)`") }
    return phrases
  }

  /// A tab in a table would look like a space.
  private func visible(_ pattern: String) -> String {
    pattern.split(separator: "\t", omittingEmptySubsequences: false).joined(separator: "\\t")
  }

  private func range(
    _ low: String, _ high: String, of node: NodeID, unit: (one: String, many: String)?
  ) -> [String] {
    func counted(_ number: String) -> String {
      guard let unit else { return number }
      return "\(number) \(number == "1" ? unit.one : unit.many)"
    }
    switch (library.string(low, of: node), library.string(high, of: node)) {
    case (nil, nil): return []
    case (let low?, nil): return ["at least \(counted(low))"]
    case (nil, let high?): return ["at most \(counted(high))"]
    case (let low?, let high?):
      return [low == high ? counted(low) : "\(low) to \(counted(high))"]
    }
  }

  // MARK: Descriptions

  func description(of node: NodeID) -> String {
    var text = library.string("description", of: node) ?? ""
    if let examples = tree.value("examples", in: node),
      let example = tree.children(of: examples).first(where: { isScalar($0) })
    {
      text += " Example: `\(tree.text(of: example))`."
    }
    return text
  }

  private func isScalar(_ node: NodeID) -> Bool {
    switch tree.kind(of: node) {
    case .boolean, .integer, .float, .string: true
    case .null, .sequence, .mapping, .alias, .link: false
    }
  }
}
