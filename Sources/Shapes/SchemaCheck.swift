// Holds a tree against a schema: reports every fault once, and marks what may not be built upon.

package import Diagnostics
package import Provenance

/// Besides reporting, a check leaves two things in the tree for the decoders: the ordinal of each
/// known key, and the broken mark on each value that was reported.
package struct SchemaCheck {
  let schema: Schema
  let formats: [Format]
  var tree: Tree
  var sink: Sink
  var memory: CheckMemory
  /// While a value is only tried, faults are counted; nothing is reported and nothing marked.
  private var isTrial = false
  private var faultCount = 0
  /// Keys below which environment values are resolved before the value is needed.
  private var lateKeys: [String] = []
  private var isLate = false
  private var hasLateValues = false
  /// The value of a property, while it is checked: what its help may show.
  private var current: (value: NodeID, property: Int)?
  /// How else a value may be written where its branch of a union refuses it.
  var otherForm: String?

  private init(
    schema: Schema, formats: [Format], tree: Tree, sink: Sink, memory: CheckMemory
  ) {
    self.schema = schema
    self.formats = formats
    self.tree = tree
    self.sink = sink
    self.memory = memory
  }

  /// Checks a value. A fragment may lack required keys, since another layer may bring them; what
  /// stands in a list is never a fragment, for lists replace each other whole.
  package static func check(
    _ node: NodeID, against root: ShapeID, of schema: Schema, formats: [Format],
    isFragment: Bool, memory: inout CheckMemory, in tree: inout Tree, sink: inout Sink
  ) {
    var check = SchemaCheck(
      schema: schema, formats: formats, tree: tree, sink: sink, memory: memory)
    tree = Tree()
    sink = Sink()
    memory = CheckMemory()
    check.check(node, root, isFragment: isFragment)
    tree = check.tree
    sink = check.sink
    memory = check.memory
  }

  /// The same before environment values are in place: below `lateKeys` a string that stands for
  /// one is left for another check, which is due when the answer is true.
  package static func checkEarly(
    _ node: NodeID, against root: ShapeID, of schema: Schema, formats: [Format],
    lateKeys: [String], memory: inout CheckMemory, in tree: inout Tree, sink: inout Sink
  ) -> Bool {
    var check = SchemaCheck(
      schema: schema, formats: formats, tree: tree, sink: sink, memory: memory)
    tree = Tree()
    sink = Sink()
    memory = CheckMemory()
    check.lateKeys = lateKeys
    check.check(node, root, isFragment: false)
    tree = check.tree
    sink = check.sink
    memory = check.memory
    return check.hasLateValues
  }

  mutating func report(_ finding: Finding) {
    if finding.code.severity == .error { faultCount += 1 }
    if !isTrial { sink.report(finding) }
  }

  private mutating func markBroken(_ node: NodeID) {
    if !isTrial { tree.markBroken(node) }
  }

  mutating func fail(_ node: NodeID, _ finding: Finding) {
    report(finding)
    markBroken(node)
  }

  mutating func check(_ node: NodeID, _ id: ShapeID, isFragment: Bool) {
    let shape = schema.shape(id)
    if shape.flags.contains(.open) { return }
    let content = tree.content(of: node)
    let kind = tree.kind(of: content)
    // A reference that could not be resolved was reported: what it should have been is unknown.
    if kind == .string, tree.isBroken(node) { return }
    if isLate, kind == .string, holdsEnvironmentValue(content) {
      hasLateValues = true
      return
    }
    if shape.flags.contains(.oneOrMany), kind != .sequence, kind != .null {
      return check(node, shape.items, isFragment: false)
    }
    if !shape.anyOf.isEmpty, !checkAnyOf(node, content, kind, shape, isFragment) { return }
    guard checkKind(node, content, kind, shape) else { return }
    switch kind {
    case .mapping: checkMapping(node, content, shape, isFragment)
    case .sequence: checkSequence(node, content, shape)
    case .string: checkString(node, content, shape)
    case .integer, .float: checkNumber(node, content, shape)
    case .null, .boolean: checkChoices(node, content, shape)
    case .alias, .link: break
    }
    for index in shape.allOf.indices {
      check(node, ShapeID(schema.branches[index]), isFragment: isFragment)
    }
    checkCondition(node, shape, isFragment)
  }

  /// The branches of ours differ in kind, so the kind chooses one; where several fit by kind, the
  /// one with the fewest faults speaks.
  private mutating func checkAnyOf(
    _ node: NodeID, _ content: NodeID, _ kind: NodeKind, _ shape: Shape, _ isFragment: Bool
  ) -> Bool {
    let branches = shape.anyOf.indices.map { ShapeID(schema.branches[$0]) }
    let fitting = branches.filter { accepts(schema.shape($0).kinds, kind) }
    guard var nearest = fitting.first else {
      var expected: ShapeKinds = []
      for branch in branches { expected.formUnion(schema.shape(branch).kinds) }
      fail(
        node,
        kind == .string && tree.flags(of: content).contains(.reference)
          ? ShapeWording.noReference(node, expected)
          : wrongType(node, content, expected, shape))
      return false
    }
    var fewest = Int.max
    for branch in fitting where fitting.count > 1 && fewest > 0 {
      let count = faults(of: node, branch, isFragment: isFragment)
      if count < fewest { (nearest, fewest) = (branch, count) }
    }
    let before = faultCount
    if kind == .string { otherForm = mappingForm(of: node, among: branches) }
    check(node, nearest, isFragment: isFragment)
    otherForm = nil
    return faultCount == before
  }

  private func wrongType(
    _ node: NodeID, _ content: NodeID, _ kinds: ShapeKinds, _ shape: Shape
  ) -> Finding {
    let property = current.flatMap { current in
      current.value == node
        ? (tree.text(of: NodeID(node.raw - 1)), schema.properties[current.property]) : nil
    }
    // What is within a union is told by the branch that takes a mapping or a list.
    let branches = shape.anyOf.indices.map { schema.shape(ShapeID(schema.branches[$0])) }
    let meant = branches.first { $0.kinds == .object || $0.kinds == .array } ?? shape
    return ShapeWording.wrongType(
      node, content,
      LongForm(
        expected: ExpectedValue(kinds: kinds, shape: meant, property: property), schema: schema,
        tree: tree))
  }

  /// The mapping among the branches, as its example or by its first key.
  private func mappingForm(of node: NodeID, among branches: [ShapeID]) -> String? {
    guard let current, current.value == node,
      let branch = branches.map({ schema.shape($0) }).first(where: { $0.kinds == .object })
    else { return nil }
    let example = schema.properties[current.property].example
    if !example.isEmpty { return schema.text(example) }
    return branch.properties.indices.map { schema.properties[$0] }.first { $0.ordinal == 1 }
      .map { "{ \(schema.text($0.name)): … }" }
  }

  private mutating func checkCondition(_ node: NodeID, _ shape: Shape, _ isFragment: Bool) {
    guard shape.condition != .none else { return }
    let branch = isValid(node, shape.condition) ? shape.consequence : shape.alternative
    if branch != .none { check(node, branch, isFragment: isFragment) }
  }

  private mutating func isValid(_ node: NodeID, _ id: ShapeID) -> Bool {
    faults(of: node, id, isFragment: false) == 0
  }

  /// How many errors a value would earn.
  private mutating func faults(of node: NodeID, _ id: ShapeID, isFragment: Bool) -> Int {
    let before = (isTrial, faultCount)
    (isTrial, faultCount) = (true, 0)
    check(node, id, isFragment: isFragment)
    defer { (isTrial, faultCount) = before }
    return faultCount
  }

  private func accepts(_ kinds: ShapeKinds, _ kind: NodeKind) -> Bool {
    switch kind {
    case .null: return kinds.contains(.null)
    case .boolean: return kinds.contains(.boolean)
    case .integer: return kinds.contains(.integer) || kinds.contains(.number)
    case .float: return kinds.contains(.number) || kinds.contains(.integer)
    case .string: return kinds.contains(.string)
    case .sequence: return kinds.contains(.array)
    case .mapping: return kinds.contains(.object)
    case .alias, .link: return false
    }
  }

  private mutating func checkKind(
    _ node: NodeID, _ content: NodeID, _ kind: NodeKind, _ shape: Shape
  ) -> Bool {
    if shape.flags.contains(.never) {
      fail(
        node,
        Finding(ShapeCodes.notAllowed, at: .node(node), "nothing may stand here"))
      return false
    }
    if accepts(shape.kinds, kind) {
      // 5.0 is a whole number, 5.5 is none.
      guard kind == .float, !shape.kinds.contains(.number) else { return true }
      if let value = tree.number(of: content), value == value.rounded() { return true }
    }
    switch kind {
    case .boolean, .integer, .float:
      if shape.flags.contains(.coerced) {
        report(ShapeWording.readAsString(node, content, tree))
        return false
      }
    case .string:
      if tree.flags(of: content).contains(.reference) {
        fail(node, ShapeWording.noReference(node, shape.kinds))
        return false
      }
    case .null, .sequence, .mapping, .alias, .link: break
    }
    fail(node, wrongType(node, content, shape.kinds, shape))
    return false
  }
}

// MARK: - Mappings

extension SchemaCheck {
  private mutating func checkMapping(
    _ node: NodeID, _ content: NodeID, _ shape: Shape, _ isFragment: Bool
  ) {
    guard checkChoices(node, content, shape) else { return }
    let count = tree.count(of: content)
    if count < shape.propertiesMin || count > shape.propertiesMax {
      fail(
        node,
        ShapeWording.wrongCount(
          node, count, shape.propertiesMin, shape.propertiesMax, noun: ("key", "keys")))
    }
    // Which ordinals were met: enough to see a doubled or a missing one without a table.
    var met = OrdinalSet()
    // A key that resembles none may be any of those that seem to be missing.
    var holdsStranger = false
    var key = tree.firstChild(of: content)
    let end = tree.after(content)
    while key < end {
      let value = NodeID(key.raw + 1)
      if !checkEntry(key, value, shape, of: content, isFragment, &met) { holdsStranger = true }
      key = tree.after(value)
    }
    guard !isFragment else { return }
    for index in shape.properties.indices {
      let property = schema.properties[index]
      guard property.flags.contains(.required), !met.contains(property.ordinal) else { continue }
      if holdsStranger { return markBroken(node) }
      fail(node, ShapeWording.missing(schema.text(property.name), in: node))
    }
  }

  /// Answers false when the key is unknown and resembles none.
  private mutating func checkEntry(
    _ key: NodeID, _ value: NodeID, _ shape: Shape, of mapping: NodeID, _ isFragment: Bool,
    _ met: inout OrdinalSet
  ) -> Bool {
    if shape.keyShape != .none { check(key, shape.keyShape, isFragment: false) }
    guard let index = schema.property(tree.bytes[tree.textRange(of: key)], of: shape) else {
      return checkUnknown(key, value, shape, of: mapping, &met)
    }
    let property = schema.properties[index]
    guard met.insert(property.ordinal) else {
      reportGivenTwice(key, value, property, of: mapping)
      return true
    }
    if !isTrial { tree.setOrdinal(property.ordinal, of: key) }
    checkKnown(key, value, index, isFragment)
    return true
  }

  private mutating func checkKnown(
    _ key: NodeID, _ value: NodeID, _ index: Int, _ isFragment: Bool
  ) {
    let property = schema.properties[index]
    if !property.ineffective.isEmpty {
      report(
        Finding(
          ShapeCodes.ineffective, at: .key(key), "`\(tree.text(of: key))` has no effect",
          help: schema.text(property.ineffective)))
      markBroken(value)
      return
    }
    if tree.kind(of: value) == .null, !schema.shape(property.shape).kinds.contains(.null) {
      return fail(value, ShapeWording.noValue(key, tree))
    }
    guard !lateKeys.isEmpty, !isLate, lateKeys.contains(where: { tree.textEquals(key, $0) }) else {
      return check(value, of: index, isFragment: isFragment)
    }
    isLate = true
    check(value, of: index, isFragment: isFragment)
    isLate = false
  }

  private mutating func check(_ value: NodeID, of property: Int, isFragment: Bool) {
    let outer = current
    current = (value, property)
    check(value, schema.properties[property].shape, isFragment: isFragment)
    current = outer
  }

  /// `${env:KEY}` and `${envIs:NAME}`, which the resolver puts in place.
  private func holdsEnvironmentValue(_ content: NodeID) -> Bool {
    guard tree.flags(of: content).contains(.reference) else { return false }
    let text = tree.text(of: content)
    return text.hasPrefix("${env:") || text.hasPrefix("${envIs:")
  }

  private mutating func checkUnknown(
    _ key: NodeID, _ value: NodeID, _ shape: Shape, of mapping: NodeID, _ met: inout OrdinalSet
  ) -> Bool {
    if shape.additional != .none {
      if tree.kind(of: value) == .null, !schema.shape(shape.additional).kinds.contains(.null) {
        fail(value, ShapeWording.noValue(key, tree))
      } else {
        check(value, shape.additional, isFragment: false)
      }
      return true
    }
    guard shape.flags.contains(.closed) else { return true }
    markBroken(value)
    if sink.isFull {
      // Counted and never shown: no words are looked for.
      report(Finding(ShapeCodes.unknownKey, at: .key(key), "unknown key"))
      return false
    }
    let names = shape.properties.indices.map { schema.properties[$0] }
    let text = tree.text(of: key)
    let nearest = sink.nearest(
      to: text, among: names.sorted { $0.ordinal < $1.ordinal }.map { schema.text($0.name) })
    if let nearest, let meant = names.first(where: { schema.text($0.name) == nearest }) {
      // The key that was meant counts as given, so that its absence is no second mistake.
      if met.insert(meant.ordinal), !isTrial { tree.setOrdinal(meant.ordinal, of: key) }
    }
    report(
      ShapeWording.unknownKey(
        key, nearest: nearest, place: Misplacement.help(for: key, in: shape, of: schema, tree),
        known: names.filter { !$0.flags.contains(.alias) }
          .sorted { $0.ordinal < $1.ordinal }.map { schema.text($0.name) }, tree))
    return nearest != nil
  }

  private mutating func reportGivenTwice(
    _ key: NodeID, _ value: NodeID, _ property: Property, of mapping: NodeID
  ) {
    let first = tree.entries(of: mapping).first { tree.ordinal(of: $0.key) == property.ordinal }
    markBroken(value)
    var related: [Related] = []
    if let first {
      related.append(Related(.key(first.key), "`\(tree.text(of: first.key))` means the same"))
    }
    report(
      Finding(
        ShapeCodes.givenTwice, at: .key(key),
        "`\(tree.text(of: key))` is another spelling of a key that is already here",
        help: "keep one of the two", related: related))
  }
}
