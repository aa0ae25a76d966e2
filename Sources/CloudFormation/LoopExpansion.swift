// `Fn::ForEach` written out: a template with loops becomes the one that CloudFormation makes of it,
// with the places of what was written.
//
// EVIDENCE: CloudFormation user guide, "Fn::ForEach" and "AWS::LanguageExtensions transform".
// Loops stand in `Conditions`, `Outputs` and `Resources`. They go over a list of texts or a
// parameter that is one. In keys and values `${Identifier}` is replaced, so is `&{Identifier}`,
// without what is neither letter nor digit, and `Ref` gives the value, too.

package import Diagnostics
package import Provenance

/// Why a loop cannot be written out.
package struct LoopFault: Error, Sendable {
  package let node: NodeID
  package let message: String
  package let help: String

  package static let code = Code("TPL002", "loop-not-expanded", .error)
}

package struct LoopExpansion {
  /// What has to be written for loops and the functions that came with them.
  package static let transform = "AWS::LanguageExtensions"

  private static let prefix = "Fn::ForEach"
  private static let sections = ["Conditions", "Outputs", "Resources"]
  /// A template has at most 1 MB and 500 resources: what becomes larger is none.
  private static let nodesMax = 500_000
  private static let nestingMax = 100

  private var tree: Tree
  private let root: NodeID
  private let parameters: [String: String]
  /// By identifier of the loops that are open.
  private var bindings: [String: String] = [:]

  /// The root of the template without loops, which is `root` where there are none. What is known of
  /// its parameters comes before their defaults.
  package static func expand(
    _ root: NodeID, in tree: inout Tree, parameters: [String: String]
  ) throws(LoopFault) -> NodeID {
    let content = tree.content(of: root)
    guard tree.kind(of: content) == .mapping, holdsLoop(content, tree) else { return root }
    var expansion = LoopExpansion(tree: tree, root: content, parameters: parameters)
    // One owner of the nodes at a time: adding to what another has would copy all of them.
    tree = Tree()
    let outcome = Result { () throws(LoopFault) in try expansion.template() }
    tree = expansion.tree
    let expanded = try outcome.get()
    tree.setRoot(expanded, of: tree.span(of: root).source)
    return expanded
  }

  private static func holdsLoop(_ node: NodeID, _ tree: Tree) -> Bool {
    let end = tree.after(node)
    var place = node
    while place < end {
      if tree.kind(of: place) == .string, tree.text(of: place).hasPrefix(prefix) { return true }
      place = NodeID(place.raw + 1)
    }
    return false
  }

  private mutating func template() throws(LoopFault) -> NodeID {
    let entries = Array(tree.entries(of: root))
    let isExtended = entries.contains { entry in
      tree.text(of: entry.key) == "Transform"
        && names(entry.value).contains(LoopExpansion.transform)
    }
    let copy = tree.open(.mapping, tree.span(of: root))
    for entry in entries {
      let name = tree.text(of: entry.key)
      guard LoopExpansion.holdsLoop(entry.value, tree) || name.hasPrefix(LoopExpansion.prefix)
      else {
        tree.appendCopy(of: entry.key)
        tree.appendCopy(of: entry.value)
        continue
      }
      guard LoopExpansion.sections.contains(name) else {
        throw LoopFault(
          node: entry.key, message: "`\(name)` holds `Fn::ForEach`, which does not belong there",
          help: "write loops in `Conditions`, `Outputs` or `Resources`")
      }
      guard isExtended else {
        throw LoopFault(
          node: entry.key, message: "`\(name)` holds `Fn::ForEach`, which needs a transform",
          help: "write `Transform: \(LoopExpansion.transform)` at the top of the template")
      }
      tree.appendCopy(of: entry.key)
      try append(entry.value, depth: 0)
    }
    tree.close(copy, count: entries.count, end: tree.span(of: root).end)
    return copy
  }

  /// A text, or the texts of a list.
  private func names(_ node: NodeID) -> [String] {
    let content = tree.content(of: node)
    guard tree.kind(of: content) == .sequence else { return [tree.text(of: content)] }
    return tree.children(of: content).map { tree.text(of: tree.content(of: $0)) }
  }

  // MARK: - Values

  private mutating func append(_ node: NodeID, depth: Int) throws(LoopFault) {
    guard tree.nodeCount < LoopExpansion.nodesMax, depth < LoopExpansion.nestingMax else {
      throw LoopFault(
        node: node, message: "the loops of the template make more than CloudFormation takes",
        help: "let them go over fewer values")
    }
    let content = tree.content(of: node)
    switch tree.kind(of: content) {
    case .sequence:
      // Taken first: what walks the tree while it grows would have it copied.
      let children = Array(tree.children(of: content))
      let copy = tree.open(.sequence, tree.span(of: node))
      for child in children { try append(child, depth: depth + 1) }
      tree.close(copy, count: children.count, end: tree.span(of: node).end)
    case .mapping: try append(mapping: content, depth)
    case .string: append(text: content)
    case .null, .boolean, .integer, .float, .alias, .link: tree.appendCopy(of: content)
    }
  }

  private mutating func append(text node: NodeID) {
    let text = tree.text(of: node)
    let replaced = replace(text)
    guard replaced != text else { return tree.appendCopy(of: node) }
    tree.appendScalar(.string, text: replaced.utf8, span: tree.span(of: node))
  }

  private mutating func append(mapping: NodeID, _ depth: Int) throws(LoopFault) {
    let entries = Array(tree.entries(of: mapping))
    if entries.count == 1, tree.text(of: entries[0].key) == "Ref",
      let value = bindings[tree.text(of: tree.content(of: entries[0].value))]
    {
      tree.appendScalar(.string, text: value.utf8, span: tree.span(of: mapping))
      return
    }
    let copy = tree.open(.mapping, tree.span(of: mapping))
    var written: Set<String> = []
    try append(entries, &written, depth)
    tree.close(copy, count: written.count, end: tree.span(of: mapping).end)
  }

  /// Entries of a mapping, those of its loops among them.
  private mutating func append(
    _ entries: [(key: NodeID, value: NodeID)], _ written: inout Set<String>, _ depth: Int
  ) throws(LoopFault) {
    for entry in entries {
      if tree.text(of: entry.key).hasPrefix(LoopExpansion.prefix) {
        try append(loop: entry.key, tree.content(of: entry.value), &written, depth)
        continue
      }
      let name = replace(tree.text(of: entry.key))
      guard written.insert(name).inserted else {
        throw LoopFault(
          node: entry.key, message: "the loops of the template make `\(name)` twice",
          help: "name what a loop makes by its identifier, such as `Table${Name}`")
      }
      append(text: entry.key)
      try append(entry.value, depth: depth + 1)
    }
  }

  // MARK: - Loops

  /// `Fn::ForEach::Name: [Identifier, Collection, {Key: Value}]`
  private mutating func append(
    loop key: NodeID, _ node: NodeID, _ written: inout Set<String>, _ depth: Int
  ) throws(LoopFault) {
    let parts =
      tree.kind(of: node) == .sequence
      ? tree.children(of: node).map { tree.content(of: $0) } : []
    guard tree.text(of: key).hasPrefix(LoopExpansion.prefix + "::"), parts.count == 3,
      tree.kind(of: parts[0]) == .string, tree.kind(of: parts[2]) == .mapping
    else {
      throw LoopFault(
        node: key, message: "this is no loop as CloudFormation takes it",
        help: "write `Fn::ForEach::NAME: [IDENTIFIER, [VALUE, …], {KEY: VALUE}]`")
    }
    let identifier = tree.text(of: parts[0])
    guard bindings[identifier] == nil else {
      throw LoopFault(
        node: parts[0], message: "a loop within that of `\(identifier)` has the same identifier",
        help: "give it another")
    }
    let entries = Array(tree.entries(of: parts[2]))
    for value in try collection(parts[1]) {
      bindings[identifier] = value
      try append(entries, &written, depth + 1)
    }
    bindings[identifier] = nil
  }

  private func collection(_ node: NodeID) throws(LoopFault) -> [String] {
    switch tree.kind(of: node) {
    case .sequence:
      var values: [String] = []
      for child in tree.children(of: node) { values += try members(tree.content(of: child)) }
      return values
    case .mapping: return try members(node)
    case .null, .boolean, .integer, .float, .string, .alias, .link: throw unknown(node)
    }
  }

  /// A text, or what a parameter gives.
  private func members(_ node: NodeID) throws(LoopFault) -> [String] {
    switch tree.kind(of: node) {
    case .string, .boolean, .integer, .float: return [replace(tree.text(of: node))]
    case .mapping:
      guard tree.count(of: node) == 1, let reference = tree.value("Ref", in: node) else {
        throw unknown(node)
      }
      let name = tree.text(of: tree.content(of: reference))
      if let value = bindings[name] { return [value] }
      return try values(of: name, node)
    case .null, .sequence, .alias, .link: throw unknown(node)
    }
  }

  private func values(of name: String, _ node: NodeID) throws(LoopFault) -> [String] {
    guard let section = tree.value("Parameters", in: root).map({ tree.content(of: $0) }),
      tree.kind(of: section) == .mapping,
      let parameter = tree.value(name, in: section).map({ tree.content(of: $0) }),
      tree.kind(of: parameter) == .mapping
    else { throw unknown(node) }
    func text(_ key: String) -> String? {
      tree.value(key, in: parameter).map { tree.text(of: tree.content(of: $0)) }
    }
    guard let value = parameters[name] ?? text("Default") else {
      throw LoopFault(
        node: node, message: "a loop goes over the parameter `\(name)`, which has no value",
        help: "give it one: `--parameter \(name)=VALUE`")
    }
    let type = text("Type") ?? ""
    guard type == "CommaDelimitedList" || type.hasPrefix("List<") else { return [value] }
    return value.split(separator: ",").map { String($0.drop { $0 == " " }) }
  }

  private func unknown(_ node: NodeID) -> LoopFault {
    LoopFault(
      node: node, message: "what this loop goes over is not known before the deployment",
      help: "write a list of texts, or the `Ref` of a parameter that is a list")
  }

  // MARK: - Texts

  /// The text with the values of the open loops in the places of their identifiers.
  private func replace(_ text: String) -> String {
    guard !bindings.isEmpty, text.utf8.contains(UInt8(ascii: "{")) else { return text }
    var out = ""
    var rest = Substring(text)
    while let mark = rest.firstIndex(where: { $0 == "$" || $0 == "&" }) {
      out += rest[..<mark]
      let after = rest.index(after: mark)
      if after < rest.endIndex, rest[after] == "{",
        let end = rest[after...].firstIndex(of: "}"),
        let value = bindings[String(rest[rest.index(after: after)..<end])]
      {
        out +=
          rest[mark] == "$" ? value : value.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        rest = rest[rest.index(after: end)...]
      } else {
        out.append(rest[mark])
        rest = rest[after...]
      }
    }
    return out + rest
  }
}
