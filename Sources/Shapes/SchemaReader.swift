// Compiles JSON Schema (the subset of `docs/reference/schema-keywords.md`) into a `Schema`.

package import Provenance

/// A keyword we do not know, or a reference that leads nowhere: a mistake in our own schemas.
package struct SchemaFault: Error, CustomStringConvertible {
  package let pointer: String
  package let message: String
  /// Legal JSON Schema that we have no use for, as against a mistake.
  package let isOutsideSubset: Bool

  package var description: String { "\(pointer): \(message)" }
}

package struct SchemaReader {
  private let tree: Tree
  /// Where `$ref: "../lambda-function/schema.json"` leads.
  private let files: [String: NodeID]
  private var schema = Schema()
  private var known: [NodeID: ShapeID] = [:]

  package init(tree: Tree, files: [String: NodeID] = [:]) {
    self.tree = tree
    self.files = files
  }

  package mutating func add(root: NodeID, named name: String) throws(SchemaFault) {
    let shape = try read(root, in: root)
    schema.roots.append((intern(name), shape))
  }

  package func finish() -> Schema { schema }

  private func fault(
    _ node: NodeID, _ message: String, isOutsideSubset: Bool = false
  ) -> SchemaFault {
    SchemaFault(
      pointer: tree.pointer(to: node), message: message, isOutsideSubset: isOutsideSubset)
  }

  private mutating func intern(_ text: String) -> TableRange {
    let start = schema.bytes.count
    schema.bytes.append(contentsOf: text.utf8)
    return TableRange(start: start, count: schema.bytes.count - start)
  }

  private mutating func read(_ node: NodeID, in root: NodeID) throws(SchemaFault) -> ShapeID {
    if let shape = known[node] { return shape }
    if let target = try pureReference(node, in: root) {
      let shape = try read(target, in: root)
      known[node] = shape
      return shape
    }
    let id = ShapeID(UInt32(schema.shapes.count))
    known[node] = id
    schema.shapes.append(Shape())
    var shape = Shape()
    switch tree.kind(of: node) {
    case .boolean:
      if !tree.boolean(of: node) { shape.flags.insert(.never) }
    case .mapping:
      for entry in tree.entries(of: node) {
        try apply(tree.text(of: entry.key), entry.value, of: node, in: root, to: &shape)
      }
    default: throw fault(node, "a schema is an object or a boolean")
    }
    schema.shapes[Int(id.raw)] = shape
    return id
  }

  private mutating func apply(
    _ keyword: String, _ value: NodeID, of node: NodeID, in root: NodeID, to shape: inout Shape
  ) throws(SchemaFault) {
    switch keyword {
    case "$schema", "$id", "$defs", "$comment", "title", "description", "examples", "x-alias",
      "x-identity", "x-ineffective", "x-swift", "required", "deprecated":
      break  // Read by the property's owner, or for people only.
    case "type": shape.kinds = try kinds(value)
    case "properties": shape.properties = try properties(value, of: node, in: root)
    case "allOf": try readAllOf(value, in: root, to: &shape)
    case "anyOf": shape.anyOf = try list(value, in: root)
    case "additionalProperties":
      if tree.kind(of: value) == .boolean, !tree.boolean(of: value) {
        shape.flags.insert(.closed)
      } else {
        shape.additional = try read(value, in: root)
      }
    case "propertyNames": shape.keyShape = try read(value, in: root)
    case "items": shape.items = try read(value, in: root)
    case "if": shape.condition = try read(value, in: root)
    case "then": shape.consequence = try read(value, in: root)
    case "else": shape.alternative = try read(value, in: root)
    case "enum":
      shape.choices = choices(value, of: node)
      if shape.choices.isEmpty { shape.flags.insert(.never) }
    case "const": shape.choices = choices(of: [value], aliases: nil)
    case "$ref": try readReference(value, in: root, to: &shape)
    case "x-enum-alias": break  // Read with `enum`.
    case "x-literal", "x-open", "x-coerce", "x-one-or-many", "uniqueItems":
      applyFlag(keyword, value, to: &shape)
    default: try applyLimit(keyword, value, to: &shape)
    }
    if keyword == "required", tree.value("properties", in: node) == nil {
      shape.properties = try properties(nil, of: node, in: root)
    }
  }

  private func applyFlag(_ keyword: String, _ value: NodeID, to shape: inout Shape) {
    if tree.kind(of: value) == .boolean, !tree.boolean(of: value) { return }
    switch keyword {
    case "x-literal": shape.flags.insert(.literal)
    case "x-open": shape.flags.insert(.open)
    case "x-coerce": shape.flags.insert(.coerced)
    case "x-one-or-many": shape.flags.insert(.oneOrMany)
    default: shape.flags.insert(.unique)
    }
  }

  private mutating func applyLimit(
    _ keyword: String, _ value: NodeID, to shape: inout Shape
  ) throws(SchemaFault) {
    switch keyword {
    case "pattern":
      do throws(PatternError) { _ = try Pattern(tree.text(of: value)) } catch {
        throw fault(value, "the pattern cannot be used: \(error.message)", isOutsideSubset: true)
      }
      shape.pattern = intern(tree.text(of: value))
    case "x-form": shape.form = intern(tree.text(of: value))
    case "format": shape.format = intern(tree.text(of: value))
    case "minimum": shape.minimum = try number(value)
    case "maximum": shape.maximum = try number(value)
    case "minItems": shape.itemsMin = try count(value)
    case "maxItems": shape.itemsMax = try count(value)
    case "minLength": shape.lengthMin = try count(value)
    case "maxLength": shape.lengthMax = try count(value)
    case "minProperties": shape.propertiesMin = try count(value)
    case "maxProperties": shape.propertiesMax = try count(value)
    default: throw fault(value, "keyword `\(keyword)` is not in our subset", isOutsideSubset: true)
    }
  }

  private func number(_ node: NodeID) throws(SchemaFault) -> Double {
    guard [.integer, .float].contains(tree.kind(of: node)), let number = tree.number(of: node)
    else { throw fault(node, "a number was expected") }
    return number
  }

  private func count(_ node: NodeID) throws(SchemaFault) -> UInt32 {
    guard let count = UInt32(exactly: try number(node)) else {
      throw fault(node, "a count was expected")
    }
    return count
  }

  private func kinds(_ node: NodeID) throws(SchemaFault) -> ShapeKinds {
    let names =
      tree.kind(of: node) == .sequence
      ? tree.children(of: node).map { tree.text(of: $0) } : [tree.text(of: node)]
    var kinds: ShapeKinds = []
    for name in names {
      switch name {
      case "null": kinds.insert(.null)
      case "boolean": kinds.insert(.boolean)
      case "integer": kinds.insert(.integer)
      case "number": kinds.formUnion([.integer, .number])
      case "string": kinds.insert(.string)
      case "array": kinds.insert(.array)
      case "object": kinds.insert(.object)
      default: throw fault(node, "`\(name)` is no type")
      }
    }
    return kinds
  }

  private mutating func list(_ node: NodeID, in root: NodeID) throws(SchemaFault) -> TableRange {
    var shapes: [UInt32] = []
    for child in tree.children(of: node) { shapes.append(try read(child, in: root).raw) }
    let start = schema.branches.count
    schema.branches.append(contentsOf: shapes)
    return TableRange(start: start, count: shapes.count)
  }
}

// MARK: - References

extension SchemaReader {
  /// A reference to another file lends its properties (see `properties`); any other must hold too.
  private mutating func readAllOf(
    _ node: NodeID, in root: NodeID, to shape: inout Shape
  ) throws(SchemaFault) {
    var others: [UInt32] = []
    for child in tree.children(of: node) where lender(child) == nil {
      others.append(try read(child, in: root).raw)
    }
    appendAllOf(others, to: &shape)
  }

  private mutating func appendAllOf(_ shapes: [UInt32], to shape: inout Shape) {
    guard !shapes.isEmpty else { return }
    let before = shape.allOf.indices.map { schema.branches[$0] }
    let start = schema.branches.count
    schema.branches.append(contentsOf: before + shapes)
    shape.allOf = TableRange(start: start, count: before.count + shapes.count)
  }

  /// The target of a schema that asserts nothing but its reference: no shape of its own is needed.
  private func pureReference(_ node: NodeID, in root: NodeID) throws(SchemaFault) -> NodeID? {
    guard tree.kind(of: node) == .mapping, let reference = tree.value("$ref", in: node) else {
      return nil
    }
    let silent = ["$ref", "title", "description", "examples", "deprecated", "$comment"]
    let owners = ["x-alias", "x-identity", "x-ineffective"]
    for entry in tree.entries(of: node) {
      let keyword = tree.text(of: entry.key)
      guard silent.contains(keyword) || owners.contains(keyword) else { return nil }
    }
    let target = try target(of: reference, in: root)
    guard target != node else { throw fault(reference, "the reference leads nowhere") }
    return target
  }

  private func lender(_ node: NodeID) -> NodeID? {
    tree.value("$ref", in: node).flatMap { files[tree.text(of: $0)] }
  }

  private mutating func readReference(
    _ node: NodeID, in root: NodeID, to shape: inout Shape
  ) throws(SchemaFault) {
    appendAllOf([try read(try target(of: node, in: root), in: root).raw], to: &shape)
  }

  private func target(of reference: NodeID, in root: NodeID) throws(SchemaFault) -> NodeID {
    let text = tree.text(of: reference)
    if let file = files[text] { return file }
    guard text == "#" || text.hasPrefix("#/") else {
      throw fault(reference, "the reference is not local", isOutsideSubset: true)
    }
    guard let target = target(ofFragment: text.dropFirst(), in: root) else {
      throw fault(reference, "the reference leads nowhere")
    }
    return target
  }

  private func target(ofFragment fragment: Substring, in root: NodeID) -> NodeID? {
    var node = root
    for part in fragment.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
      let key = URIFragment.unescape(part)
      switch tree.kind(of: node) {
      case .mapping:
        guard let next = tree.value(key, in: node) else { return nil }
        node = next
      case .sequence:
        let elements = Array(tree.children(of: node))
        guard let index = Int(key), elements.indices.contains(index) else { return nil }
        node = elements[index]
      default: return nil
      }
    }
    return node
  }
}

// MARK: - Properties and choices

extension SchemaReader {
  private struct Draft {
    var name: String
    var property: Property
  }

  /// A shape's properties in declaration order, those of the files it includes first.
  private mutating func properties(
    _ own: NodeID?, of node: NodeID, in root: NodeID
  ) throws(SchemaFault) -> TableRange {
    var drafts: [Draft] = []
    var ordinal: UInt32 = 0
    if let all = tree.value("allOf", in: node) {
      for child in tree.children(of: all) {
        guard let file = lender(child), let lent = tree.value("properties", in: file) else {
          continue
        }
        try collect(lent, of: file, in: file, &ordinal, &drafts)
      }
    }
    if let own { try collect(own, of: node, in: root, &ordinal, &drafts) }
    addUndeclared(required(of: node), &ordinal, &drafts)
    drafts.sort { Schema.precedes($0.name.utf8, $1.name.utf8) }
    for (left, right) in zip(drafts, drafts.dropFirst()) where left.name == right.name {
      throw fault(node, "`\(left.name)` is declared twice")
    }
    let start = schema.properties.count
    schema.properties.append(contentsOf: drafts.map(\.property))
    return TableRange(start: start, count: drafts.count)
  }

  private mutating func collect(
    _ properties: NodeID, of node: NodeID, in root: NodeID, _ ordinal: inout UInt32,
    _ drafts: inout [Draft]
  ) throws(SchemaFault) {
    let required = required(of: node)
    for entry in tree.entries(of: properties) {
      ordinal += 1
      let name = tree.text(of: entry.key)
      var flags: PropertyFlags = required.contains(name) ? .required : []
      if tree.value("x-identity", in: entry.value) != nil { flags.insert(.identity) }
      var property = Property(
        name: intern(name), shape: try read(entry.value, in: root), ordinal: ordinal, flags: flags,
        ineffective: TableRange(), example: TableRange())
      if let reason = tree.value("x-ineffective", in: entry.value) {
        property.ineffective = intern(tree.text(of: reason))
      }
      if let example = try example(of: entry.value, in: root) {
        property.example = intern(FlowText.text(of: example, in: tree))
      }
      drafts.append(Draft(name: name, property: property))
      guard let aliases = tree.value("x-alias", in: entry.value) else { continue }
      for alias in tree.children(of: aliases) {
        var other = property
        other.name = intern(tree.text(of: alias))
        other.flags = .alias
        drafts.append(Draft(name: tree.text(of: alias), property: other))
      }
    }
  }

  /// Keys that are required without being described: any value will do.
  private mutating func addUndeclared(
    _ required: Set<String>, _ ordinal: inout UInt32, _ drafts: inout [Draft]
  ) {
    for name in required.subtracting(drafts.map(\.name)).sorted() {
      ordinal += 1
      let any = ShapeID(UInt32(schema.shapes.count))
      schema.shapes.append(Shape())
      let property = Property(
        name: intern(name), shape: any, ordinal: ordinal, flags: .required,
        ineffective: TableRange(), example: TableRange())
      drafts.append(Draft(name: name, property: property))
    }
  }

  /// The first example that is more than a word: the property's own, or that of what it refers to.
  private func example(of node: NodeID, in root: NodeID) throws(SchemaFault) -> NodeID? {
    var owner = node
    if tree.value("examples", in: node) == nil, let reference = tree.value("$ref", in: node) {
      owner = try target(of: reference, in: root)
    }
    guard tree.kind(of: owner) == .mapping, let examples = tree.value("examples", in: owner) else {
      return nil
    }
    return tree.children(of: examples).first {
      [.mapping, .sequence].contains(tree.kind(of: $0))
    }
  }

  private func required(of node: NodeID) -> Set<String> {
    guard let list = tree.value("required", in: node) else { return [] }
    return Set(tree.children(of: list).map { tree.text(of: $0) })
  }

  private mutating func choices(_ node: NodeID, of owner: NodeID) -> TableRange {
    choices(of: Array(tree.children(of: node)), aliases: tree.value("x-enum-alias", in: owner))
  }

  private mutating func choices(of values: [NodeID], aliases: NodeID?) -> TableRange {
    let start = schema.choices.count
    for value in values {
      let isString = tree.kind(of: value) == .string
      let text = isString ? tree.text(of: value) : CanonicalJSON.text(of: value, in: tree)
      schema.choices.append(
        Choice(text: intern(text), isString: isString, standsFor: Choice.itself))
    }
    let names = values.map { tree.text(of: $0) }
    if let aliases {
      for entry in tree.entries(of: aliases) {
        let target = names.firstIndex(of: tree.text(of: entry.value)) ?? 0
        schema.choices.append(
          Choice(
            text: intern(tree.text(of: entry.key)), isString: true, standsFor: UInt32(target)))
      }
    }
    return TableRange(start: start, count: schema.choices.count - start)
  }
}
