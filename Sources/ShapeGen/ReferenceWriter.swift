// Writes the reference of a component's README: one table of keys for each object, in the order
// of the property list.

import Provenance

package struct ReferenceWriter {
  let library: ShapeLibrary
  let source: ShapeSource
  private var out = ""
  /// Objects that have their section, so that one used in several places is described once.
  private var described: Set<NodeID> = []

  private init(library: ShapeLibrary, source: ShapeSource) {
    self.library = library
    self.source = source
  }

  /// The tables of a property list. Objects have headings of the third level, named as in Swift,
  /// since a key such as `sseSpecification` can stand for several.
  package static func tables(
    of source: ShapeSource, in library: ShapeLibrary
  ) throws -> String {
    var writer = ReferenceWriter(library: library, source: source)
    try writer.describe(source.root)
    return writer.out
  }

  /// The README with its reference brought up to date; everything outside the markers stays.
  package static func update(
    readme: String, of source: ShapeSource, in library: ShapeLibrary
  ) throws -> String {
    try GeneratedSection(of: readme, named: "reference")
      .text(holding: tables(of: source, in: library))
  }

  var tree: Tree { library.tree }

  // MARK: Objects

  private mutating func describe(_ node: NodeID) throws {
    described.insert(node)
    let declared = library.properties(of: node, in: source.root)
    try writeTable(of: declared)
    // What a list lends is described in the README of that list.
    for property in declared where property.root == source.root {
      for object in try objects(under: property.node) where !described.contains(object) {
        out += "\n### \(try heading(of: object))\n\n"
        if let description = library.string("description", of: object) {
          out += "\(description)\n\n"
        }
        if let count = tree.value("minProperties", in: object) {
          let keys = tree.integer(of: count) == 1 ? "key" : "keys"
          out += "At least \(tree.text(of: count)) \(keys).\n\n"
        }
        try describe(object)
      }
    }
  }

  func heading(of node: NodeID) throws -> String {
    guard let name = library.string("x-swift", of: node) else {
      throw GenerationFault("\(tree.pointer(to: node)): `x-swift` is missing")
    }
    return name
  }

  /// The objects with keys of their own that a value is, or is made of.
  private func objects(under node: NodeID) throws -> [NodeID] {
    let target = try library.target(of: node, in: source.root)
    if let branches = tree.value("anyOf", in: target) {
      return try tree.children(of: branches).flatMap { try objects(under: $0) }
    }
    if let items = tree.value("items", in: target) { return try objects(under: items) }
    if let values = tree.value("additionalProperties", in: target),
      tree.kind(of: values) == .mapping
    {
      return try objects(under: values)
    }
    return tree.value("properties", in: target) == nil ? [] : [target]
  }

  // MARK: Rows

  private mutating func writeTable(of declared: [ShapeLibrary.Declared]) throws {
    out += "| Key | Type | Constraints | Description |\n"
    out += "| --- | --- | --- | --- |\n"
    for property in declared {
      let wording = ReferenceWording(library: library, reader: source, root: property.root)
      var key = "`\(property.name)`"
      let aliases = library.strings("x-alias", of: property.node)
      if !aliases.isEmpty {
        key += "<br>also " + aliases.map { "`\($0)`" }.joined(separator: ", ")
      }
      let cells = [
        key, try wording.type(of: property.node, named: property.name),
        try wording.constraints(of: property).joined(separator: "; "),
        wording.description(of: property.node),
      ]
      out += "| " + cells.map(cell).joined(separator: " | ") + " |\n"
    }
  }

  /// A bar ends a cell even within code.
  private func cell(_ text: String) -> String {
    var cell = ""
    for character in text {
      if character == "|" { cell += "\\" }
      cell.append(character == "\n" ? " " : character)
    }
    return cell
  }
}

/// A text of which the part between two markers is generated.
package struct GeneratedSection {
  private let before: Substring
  private let after: Substring

  package init(of text: String, named name: String) throws {
    let opening = "<!-- generated: \(name) -->\n"
    let closing = "<!-- /generated -->"
    guard let start = text.firstEnd(of: opening),
      let end = text[start...].firstStart(of: closing)
    else {
      throw GenerationFault("the markers `\(opening.dropLast())` … `\(closing)` are missing")
    }
    before = text[..<start]
    after = text[end...]
  }

  /// The text with the section holding `content`, set off by empty lines.
  package func text(holding content: String) -> String {
    "\(before)\n\(content)\n\(after)"
  }
}

extension StringProtocol {
  fileprivate func firstStart(of part: String) -> Index? {
    indices.first { self[$0...].utf8.starts(with: part.utf8) }
  }

  fileprivate func firstEnd(of part: String) -> Index? {
    firstStart(of: part).map { index($0, offsetBy: part.count) }
  }
}
