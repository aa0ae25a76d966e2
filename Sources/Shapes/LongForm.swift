// What to write where a mapping or a list is expected and something shorter, or a function of
// CloudFormation, was written.

import Provenance

/// Where a value stands that is not of the kind its property takes.
struct ExpectedValue {
  let kinds: ShapeKinds
  let shape: Shape
  /// The key in front of the value, and what the schema says of it; nil in lists.
  let property: (name: String, declaration: Property)?
}

struct LongForm {
  static let noFunctions =
    "CloudFormation's functions are not used here; write `${component.attribute}`"

  let expected: ExpectedValue
  let schema: Schema
  let tree: Tree

  /// The words that the value may be.
  var choices: [String] {
    expected.shape.choices.indices.map { schema.choices[$0] }
      .filter { $0.standsFor == Choice.itself && $0.isString }.map { schema.text($0.text) }
  }

  static func isFunction(_ key: String) -> Bool { key == "Ref" || key.hasPrefix("Fn::") }

  /// Nil where nothing better than the names of the kinds is known.
  func help(for content: NodeID) -> String? {
    switch tree.kind(of: content) {
    case .mapping:
      if let key = firstKey(of: content), LongForm.isFunction(key) { return LongForm.noFunctions }
      return expected.kinds.contains(.array) ? listForm(of: content) : nil
    case .string, .boolean, .integer, .float:
      let takesMore = expected.kinds.contains(.array) || expected.kinds.contains(.object)
      return takesMore ? example(for: content) : nil
    case .sequence: return expected.kinds == .object ? example(for: content) : nil
    case .null, .alias, .link: return nil
    }
  }

  private func firstKey(of mapping: NodeID) -> String? {
    tree.count(of: mapping) > 0 ? tree.text(of: tree.firstChild(of: mapping)) : nil
  }

  /// Entries by name where a list is wanted: each name belongs into its entry.
  private func listForm(of mapping: NodeID) -> String? {
    guard expected.shape.items != .none, let first = firstKey(of: mapping) else { return nil }
    let element = schema.shape(expected.shape.items)
    let entries = tree.entries(of: mapping)
    guard
      let name = element.properties.indices.map({ schema.properties[$0] })
        .first(where: {
          $0.ordinal == 1 && !$0.flags.contains(.alias) && schema.shape($0.shape).choices.isEmpty
        }),
      entries.allSatisfy({ entry in
        tree.kind(of: tree.content(of: entry.value)) == .mapping
          && schema.property(tree.bytes[tree.textRange(of: entry.key)], of: element) == nil
      })
    else { return nil }
    let line = "- \(schema.text(name.name)): \(ShapeWording.shortened(first))"
    return "write a list: `\(line)`, then its settings below"
  }

  private func example(for content: NodeID) -> String? {
    guard let (name, declaration) = expected.property, !declaration.example.isEmpty else {
      return nil
    }
    let example = schema.text(declaration.example)
    guard let filled = filled(example, with: content) else {
      return "for example `\(name): \(example)`"
    }
    return "write `\(name): \(filled)`"
  }

  /// The example with what was written in the place of the first value that can hold it.
  private func filled(_ example: String, with content: NodeID) -> String? {
    guard example.hasPrefix("{ "), example.hasSuffix(" }") else { return nil }
    let kind = tree.kind(of: content)
    let text = tree.text(of: content)
    guard kind == .string || kind == .boolean, text.utf8.count <= 60, !text.contains("\n") else {
      return nil
    }
    var parts = example.dropFirst(2).dropLast(2).split(separator: ", ").map(String.init)
    for index in parts.indices {
      let halves = parts[index].split(separator: ": ", maxSplits: 1)
      guard halves.count == 2,
        let position = schema.property(
          Array(halves[0].utf8)[...], of: expected.shape)
      else { return nil }
      let shape = schema.shape(schema.properties[position].shape)
      guard let value = value(kind, text, for: shape) else { continue }
      parts[index] = "\(halves[0]): \(value)"
      return "{ " + parts.joined(separator: ", ") + " }"
    }
    return nil
  }

  private func value(_ kind: NodeKind, _ text: String, for shape: Shape) -> String? {
    if kind == .boolean { return shape.kinds == .boolean ? text : nil }
    guard shape.kinds == .string, !text.contains(where: \.isWhitespace) else { return nil }
    guard !shape.choices.isEmpty else { return FlowText.word(text) }
    return shape.choices.indices.map { schema.text(schema.choices[$0].text) }
      .first { $0.lowercased() == text.lowercased() }
  }
}
