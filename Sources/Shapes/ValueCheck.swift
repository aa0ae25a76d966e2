// Holds lists, strings and numbers against their shape.

import Diagnostics
import Provenance

extension SchemaCheck {
  mutating func checkSequence(_ node: NodeID, _ content: NodeID, _ shape: Shape) {
    guard checkChoices(node, content, shape) else { return }
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
    // By bytes: to a `String`, two spellings of one accented letter are equal.
    var firsts = FirstOfEach()
    for child in tree.children(of: content) {
      let text = Array(CanonicalJSON.text(of: child, in: tree).utf8)
      if let earlier = firsts.earlier(text, child) {
        fail(
          child,
          Finding(
            ShapeCodes.repeated, at: .node(child), "this element is already in the list",
            help: "remove one of the two", related: [Related(.node(earlier), "first written here")])
        )
      }
    }
  }

  mutating func checkNumber(_ node: NodeID, _ content: NodeID, _ shape: Shape) {
    guard checkChoices(node, content, shape) else { return }
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

  mutating func checkString(_ node: NodeID, _ content: NodeID, _ shape: Shape) {
    if tree.flags(of: content).contains(.reference) {
      if shape.flags.contains(.literal) || !shape.choices.isEmpty {
        let isRegion = schema.bytes[shape.format.indices].elementsEqual("region".utf8)
        fail(
          node,
          isRegion
            ? ShapeWording.noReferenceAsRegion(node)
            : ShapeWording.noReference(node, shape.choices.isEmpty ? .string : []))
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
      return fail(node, wrongForm(node, tree.text(of: content), shape))
    }
    if !shape.format.isEmpty { checkFormat(node, content, shape) }
  }

  private mutating func wrongForm(_ node: NodeID, _ text: String, _ shape: Shape) -> Finding {
    guard !shape.form.isEmpty else {
      return ShapeWording.wrongForm(
        node, text, help: "it must match `\(schema.text(shape.pattern))`")
    }
    let form = schema.text(shape.form)
    guard let name = correctedName(text, shape) else {
      return ShapeWording.wrongForm(node, text, help: "write \(form)")
    }
    return ShapeWording.wrongForm(node, text, help: "write `\(name)`: \(form)")
  }

  /// The name that was meant, where the pattern is one of names: its words, joined as it allows.
  private mutating func correctedName(_ text: String, _ shape: Shape) -> String? {
    let compiled = memory.pattern(at: shape.pattern, of: schema)
    func matches(_ name: String) -> Bool {
      let length = UInt32(name.unicodeScalars.count)
      return length >= shape.lengthMin && length <= shape.lengthMax
        && compiled.matches(Array(name.utf8)[...])
    }
    guard text.utf8.count <= 64, compiled.matches(Array("ab".utf8)[...]),
      !compiled.matches(Array("a/b".utf8)[...])
    else { return nil }
    let parts = text.split { !$0.isASCII || !$0.isLetter && !$0.isNumber }.map(String.init)
    let candidates = [
      parts.joined(separator: "-"), parts.joined(separator: "_"),
      Likeness.parts(of: text).joined(separator: "-").lowercased(), parts.joined(),
    ]
    return candidates.first { !$0.isEmpty && $0 != text && matches($0) }
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
    if fault.code.severity == .error { fail(node, finding) } else { report(finding) }
  }

  @discardableResult
  mutating func checkChoices(
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
        report(ShapeWording.otherSpelling(node, text, schema.text(meant.text)))
      }
      return true
    }
    let known = shape.choices.indices.map { schema.choices[$0] }
      .filter { $0.standsFor == Choice.itself }.map { schema.text($0.text) }
    let others = shape.choices.indices.map { schema.choices[$0] }
      .filter { $0.standsFor != Choice.itself && $0.isString }
      .map { choice in
        let meant = schema.choices[Int(shape.choices.start + choice.standsFor)]
        return (text: schema.text(choice.text), meaning: schema.text(meant.text))
      }
    fail(node, ShapeWording.notAllowed(node, text, known, others, otherForm))
    return false
  }
}
