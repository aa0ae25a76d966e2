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
  /// Keys below which environment values are resolved before the value is needed.
  private var lateKeys: [String] = []
  private var isLate = false
  private var hasLateValues = false

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

  mutating func fail(_ node: NodeID, _ finding: Finding) {
    sink.report(finding)
    tree.markBroken(node)
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

  /// The branches of ours differ in kind, so the kind chooses one; others are tried silently.
  private mutating func checkAnyOf(
    _ node: NodeID, _ content: NodeID, _ kind: NodeKind, _ shape: Shape, _ isFragment: Bool
  ) -> Bool {
    let branches = shape.anyOf.indices.map { ShapeID(schema.branches[$0]) }
    let fitting = branches.filter { accepts(schema.shape($0).kinds, kind) }
    if fitting.count == 1 {
      check(node, fitting[0], isFragment: isFragment)
      return shape.kinds != .any || !shape.allOf.isEmpty
    }
    if fitting.contains(where: { isValid(node, $0) }) { return true }
    var expected: ShapeKinds = []
    for branch in branches { expected.formUnion(schema.shape(branch).kinds) }
    let isReference = kind == .string && tree.flags(of: content).contains(.reference)
    fail(
      node,
      isReference
        ? ShapeWording.noReference(node, expected)
        : ShapeWording.wrongType(node, content, expected, tree))
    return false
  }

  private mutating func checkCondition(_ node: NodeID, _ shape: Shape, _ isFragment: Bool) {
    guard shape.condition != .none else { return }
    let branch = isValid(node, shape.condition) ? shape.consequence : shape.alternative
    if branch != .none { check(node, branch, isFragment: isFragment) }
  }

  /// Whether a value passes, with nothing reported and nothing marked.
  func isValid(_ node: NodeID, _ id: ShapeID) -> Bool {
    var trial = self
    trial.sink = Sink()
    trial.check(node, id, isFragment: false)
    return trial.sink.errorCount == 0
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
        sink.report(ShapeWording.readAsString(node, content, tree))
        return false
      }
    case .string:
      if tree.flags(of: content).contains(.reference) {
        fail(node, ShapeWording.noReference(node, shape.kinds))
        return false
      }
    case .null, .sequence, .mapping, .alias, .link: break
    }
    fail(node, ShapeWording.wrongType(node, content, shape.kinds, tree))
    return false
  }
}

// MARK: - Mappings

extension SchemaCheck {
  private mutating func checkMapping(
    _ node: NodeID, _ content: NodeID, _ shape: Shape, _ isFragment: Bool
  ) {
    let count = tree.count(of: content)
    if count < shape.propertiesMin || count > shape.propertiesMax {
      fail(
        node,
        ShapeWording.wrongCount(
          node, count, shape.propertiesMin, shape.propertiesMax, noun: ("key", "keys")))
    }
    // Which ordinals were met: enough to see a doubled or a missing one without a table.
    var met = OrdinalSet()
    var key = tree.firstChild(of: content)
    let end = tree.after(content)
    while key < end {
      let value = NodeID(key.raw + 1)
      checkEntry(key, value, shape, of: content, isFragment, &met)
      key = tree.after(value)
    }
    guard !isFragment else { return }
    for index in shape.properties.indices {
      let property = schema.properties[index]
      guard property.flags.contains(.required), !met.contains(property.ordinal) else { continue }
      fail(node, ShapeWording.missing(schema.text(property.name), in: node))
    }
  }

  private mutating func checkEntry(
    _ key: NodeID, _ value: NodeID, _ shape: Shape, of mapping: NodeID, _ isFragment: Bool,
    _ met: inout OrdinalSet
  ) {
    if shape.keyShape != .none { check(key, shape.keyShape, isFragment: false) }
    guard let index = schema.property(tree.bytes[tree.textRange(of: key)], of: shape) else {
      return checkUnknown(key, value, shape, of: mapping, &met)
    }
    let property = schema.properties[index]
    guard met.insert(property.ordinal) else {
      return reportGivenTwice(key, value, property, of: mapping)
    }
    tree.setOrdinal(property.ordinal, of: key)
    if !property.ineffective.isEmpty {
      sink.report(
        Finding(
          ShapeCodes.ineffective, at: .key(key), "`\(tree.text(of: key))` has no effect",
          help: schema.text(property.ineffective)))
      tree.markBroken(value)
      return
    }
    if tree.kind(of: value) == .null, !schema.shape(property.shape).kinds.contains(.null) {
      return fail(value, ShapeWording.noValue(key, tree))
    }
    guard !lateKeys.isEmpty, !isLate, lateKeys.contains(where: { tree.textEquals(key, $0) }) else {
      return check(value, property.shape, isFragment: isFragment)
    }
    isLate = true
    check(value, property.shape, isFragment: isFragment)
    isLate = false
  }

  /// `${env:KEY}` and `${envIs:NAME}`, which the resolver puts in place.
  private func holdsEnvironmentValue(_ content: NodeID) -> Bool {
    guard tree.flags(of: content).contains(.reference) else { return false }
    let text = tree.text(of: content)
    return text.hasPrefix("${env:") || text.hasPrefix("${envIs:")
  }

  private mutating func checkUnknown(
    _ key: NodeID, _ value: NodeID, _ shape: Shape, of mapping: NodeID, _ met: inout OrdinalSet
  ) {
    if shape.additional != .none {
      if tree.kind(of: value) == .null, !schema.shape(shape.additional).kinds.contains(.null) {
        return fail(value, ShapeWording.noValue(key, tree))
      }
      return check(value, shape.additional, isFragment: false)
    }
    guard shape.flags.contains(.closed) else { return }
    let names = shape.properties.indices.map { schema.properties[$0] }
    let text = tree.text(of: key)
    let nearest = Suggestion.nearest(
      to: text, among: names.sorted { $0.ordinal < $1.ordinal }.map { schema.text($0.name) })
    tree.markBroken(value)
    if let nearest, let meant = names.first(where: { schema.text($0.name) == nearest }) {
      // The key that was meant counts as given, so that its absence is no second mistake.
      if met.insert(meant.ordinal) { tree.setOrdinal(meant.ordinal, of: key) }
    }
    sink.report(
      ShapeWording.unknownKey(
        key, nearest: nearest, place: Misplacement.help(for: key, in: shape, of: schema, tree),
        known: names.filter { !$0.flags.contains(.alias) }
          .sorted { $0.ordinal < $1.ordinal }.map { schema.text($0.name) }, tree))
  }

  private mutating func reportGivenTwice(
    _ key: NodeID, _ value: NodeID, _ property: Property, of mapping: NodeID
  ) {
    let first = tree.entries(of: mapping).first { tree.ordinal(of: $0.key) == property.ordinal }
    tree.markBroken(value)
    var related: [Related] = []
    if let first {
      related.append(Related(.key(first.key), "`\(tree.text(of: first.key))` means the same"))
    }
    sink.report(
      Finding(
        ShapeCodes.givenTwice, at: .key(key),
        "`\(tree.text(of: key))` is another spelling of a key that is already here",
        help: "keep one of the two", related: related))
  }
}

// MARK: - Sequences and scalars

extension SchemaCheck {
  private mutating func checkSequence(_ node: NodeID, _ content: NodeID, _ shape: Shape) {
    let count = tree.count(of: content)
    if count < shape.itemsMin || count > shape.itemsMax {
      fail(
        node,
        ShapeWording.wrongCount(
          node, count, shape.itemsMin, shape.itemsMax, noun: ("element", "elements")))
    }
    if shape.flags.contains(.unique) { checkUnique(node, content) }
    guard shape.items != .none else { return }
    var child = tree.firstChild(of: content)
    let end = tree.after(content)
    while child < end {
      check(child, shape.items, isFragment: false)
      child = tree.after(child)
    }
  }

  private mutating func checkUnique(_ node: NodeID, _ content: NodeID) {
    var first: [String: NodeID] = [:]
    for child in tree.children(of: content) {
      let text = CanonicalJSON.text(of: child, in: tree)
      if let earlier = first.updateValue(child, forKey: text) {
        fail(
          child,
          Finding(
            ShapeCodes.repeated, at: .node(child), "this element is already in the list",
            help: "remove one of the two", related: [Related(.node(earlier), "first written here")])
        )
        first[text] = earlier
      }
    }
  }

  private mutating func checkNumber(_ node: NodeID, _ content: NodeID, _ shape: Shape) {
    checkChoices(node, content, shape)
    if !shape.kinds.contains(.number), tree.integer(of: content) == nil,
      tree.number(of: content).map({ $0.magnitude >= 0x1p53 }) ?? true
    {
      return fail(node, ShapeWording.outOfRange(node, content, shape, tree))
    }
    guard shape.minimum != -Double.infinity || shape.maximum != Double.infinity else { return }
    guard let value = tree.number(of: content), value >= shape.minimum, value <= shape.maximum
    else {
      return fail(node, ShapeWording.outOfRange(node, content, shape, tree))
    }
  }

  private mutating func checkString(_ node: NodeID, _ content: NodeID, _ shape: Shape) {
    if tree.flags(of: content).contains(.reference) {
      if shape.flags.contains(.literal) || !shape.choices.isEmpty {
        fail(node, ShapeWording.noReference(node, shape.choices.isEmpty ? .string : []))
      }
      return  // What it stands for is known only later.
    }
    guard checkChoices(node, content, shape) else { return }
    if shape.lengthMin > 0 || shape.lengthMax != Shape.noLimit {
      let length = tree.bytes[tree.textRange(of: content)].count { $0 & 0xC0 != 0x80 }
      if length < shape.lengthMin || length > shape.lengthMax {
        return fail(node, ShapeWording.wrongLength(node, length, shape))
      }
    }
    if !shape.pattern.isEmpty, !matches(shape.pattern, tree.textRange(of: content)) {
      return fail(
        node, ShapeWording.wrongForm(node, tree.text(of: content), schema.text(shape.pattern)))
    }
    if !shape.format.isEmpty { checkFormat(node, content, shape) }
  }

  private mutating func matches(_ range: TableRange, _ text: Range<Int>) -> Bool {
    memory.pattern(at: range, of: schema).matches(tree.bytes[text])
  }

  private mutating func checkFormat(_ node: NodeID, _ content: NodeID, _ shape: Shape) {
    guard let fault = memory.verdicts.fault(tree.text(of: content), shape.format, schema, formats)
    else {
      return
    }
    let finding = Finding(fault.code, at: .node(node), fault.message, help: fault.help)
    if fault.code.severity == .error { fail(node, finding) } else { sink.report(finding) }
  }

  @discardableResult
  private mutating func checkChoices(
    _ node: NodeID, _ content: NodeID, _ shape: Shape
  ) -> Bool {
    guard !shape.choices.isEmpty else { return true }
    let isString = tree.kind(of: content) == .string
    let text =
      isString ? tree.text(of: content) : CanonicalJSON.text(of: content, in: tree)
    for index in shape.choices.indices {
      let choice = schema.choices[index]
      guard choice.isString == isString, schema.bytes[choice.text.indices].elementsEqual(text.utf8)
      else { continue }
      if choice.standsFor != Choice.itself {
        let meant = schema.choices[Int(shape.choices.start + choice.standsFor)]
        sink.report(ShapeWording.otherSpelling(node, text, schema.text(meant.text)))
      }
      return true
    }
    let known = shape.choices.indices.map { schema.choices[$0] }
      .filter { $0.standsFor == Choice.itself }.map { schema.text($0.text) }
    fail(node, ShapeWording.notAllowed(node, text, known))
    return false
  }
}

/// Which property ordinals were met in a mapping: 64 of them without allocating.
struct OrdinalSet {
  private var low: UInt64 = 0
  private var high: Set<UInt32> = []

  func contains(_ ordinal: UInt32) -> Bool {
    ordinal < 64 ? low & (1 << UInt64(ordinal)) != 0 : high.contains(ordinal)
  }

  /// False when it was there already.
  mutating func insert(_ ordinal: UInt32) -> Bool {
    guard ordinal < 64 else { return high.insert(ordinal).inserted }
    let bit: UInt64 = 1 << UInt64(ordinal)
    defer { low |= bit }
    return low & bit == 0
  }
}
