// A value of a template that somebody asks about, with what its trail says of it.

import AshlarCommand
import Diagnostics
import JSONText
import Provenance
import YAMLText

/// A template, or the trail beside it, as a tree.
private struct ReadText {
  let tree: Tree
  let root: NodeID

  /// Nil for what is neither JSON nor YAML.
  init?(_ text: InputText) {
    var tree = Tree()
    var sink = Sink()
    let file = SourceFile(name: text.name, bytes: text.bytes)
    do throws(Reported) {
      let isJSON = file.bytes.first { $0 > 0x20 } == UInt8(ascii: "{")
      root =
        isJSON
        ? try parseJSON(file, into: &tree, sink: &sink)
        : try parseYAML(file, tags: .intrinsics, into: &tree, sink: &sink)
    } catch { return nil }
    self.tree = tree
  }
}

struct TemplateQuestion {
  /// One value of the template that has a cause of its own.
  struct Origin {
    let pointer: String
    let entry: NodeID
  }

  let file: String
  let pointer: String
  /// The value as JSON; nil where the template cannot be read as such.
  let value: [UInt8]?
  let origins: [Origin]
  /// The trail's text, which the entries are nodes of.
  let trail: Tree

  init(_ request: TemplateRequest) throws(ExplanationFault) {
    let template = ReadText(request.template)
    if let template { try TemplateQuestion.demandTemplate(template, request) }
    guard let text = request.trail else {
      throw ExplanationFault(
        "there is no `trail.json` beside `\(request.template.name)`",
        help: "name a template in a folder that `ashlar synth` wrote")
    }
    guard let trail = ReadText(text), trail.tree.kind(of: trail.root) == .mapping else {
      throw ExplanationFault(
        "`\(text.name)` is not a trail that `ashlar synth` writes", help: "synthesize it anew")
    }
    let name = request.template.name.split(separator: "/").last.map(String.init) ?? ""
    guard let entries = trail.tree.value(name, in: trail.root),
      trail.tree.kind(of: entries) == .mapping
    else {
      throw ExplanationFault(
        "`\(text.name)` says nothing of `\(name)`",
        help: "its templates are \(TemplateQuestion.keys(of: trail.root, in: trail.tree))")
    }
    let pointer = TemplateQuestion.plain(request.pointer)
    file = request.template.name
    self.pointer = pointer
    self.trail = trail.tree
    let all = trail.tree.entries(of: entries).map {
      Origin(pointer: trail.tree.text(of: $0.key), entry: $0.value)
    }
    let node = template.flatMap { template in
      template.tree.node(at: pointer, below: template.root)
    }
    let covering = TemplateQuestion.origins(of: pointer, among: all)
    guard !covering.isEmpty, node != nil || template == nil else {
      throw TemplateQuestion.unknown(pointer, in: name, known: all.map(\.pointer))
    }
    origins = covering
    value = node.flatMap { node in
      guard let template else { return nil }
      var writer = JSONWriter(.indented)
      writer.write(node, of: template.tree)
      return writer.finished()
    }
  }

  private static func demandTemplate(
    _ template: ReadText, _ request: TemplateRequest
  ) throws(ExplanationFault) {
    let root = template.tree.content(of: template.root)
    guard template.tree.kind(of: root) == .mapping,
      template.tree.value("Resources", in: root) == nil
    else { return }
    guard template.tree.value("components", in: root) != nil else { return }
    throw ExplanationFault(
      "`\(request.template.name)` is a spec, and only values of a template have a trail",
      help: "write its templates with `ashlar synth \(request.template.name) -o dist`,"
        + " then name one in `dist`")
  }

  /// `#/Resources/…` is how URIs write it.
  private static func plain(_ pointer: String) -> String {
    var plain = pointer.hasPrefix("#") ? String(pointer.dropFirst()) : pointer
    while plain.hasSuffix("/") { plain.removeLast() }
    return plain
  }

  /// What lies at the pointer or below it; else the nearest above it, which speaks for all below.
  private static func origins(of pointer: String, among all: [Origin]) -> [Origin] {
    let below = all.filter { $0.pointer == pointer || $0.pointer.hasPrefix(pointer + "/") }
    if !below.isEmpty { return below }
    let above = all.filter { pointer.hasPrefix($0.pointer + "/") }
    return above.max { $0.pointer.utf8.count < $1.pointer.utf8.count }.map { [$0] } ?? []
  }

  private static func unknown(
    _ pointer: String, in name: String, known: [String]
  ) -> ExplanationFault {
    guard pointer.isEmpty || pointer.hasPrefix("/") else {
      return ExplanationFault(
        "`\(pointer)` is no JSON pointer", help: "write `/\(pointer)`", isUsage: true)
    }
    let near = nearest(to: pointer, among: known)
    return ExplanationFault(
      "`\(name)` has nothing at `\(pointer)`",
      help: near.map { "did you mean `\($0)`?" } ?? "`/Resources` lists what there is",
      isUsage: true)
  }

  /// Goes as far as the pointer is right, and looks for its next step among what is there.
  private static func nearest(to pointer: String, among known: [String]) -> String? {
    var prefix = ""
    for step in pointer.split(separator: "/").map(String.init) {
      let there = known.filter { $0.hasPrefix(prefix + "/") }
        .compactMap { $0.dropFirst(prefix.count + 1).split(separator: "/").first }
        .map(String.init)
      if there.contains(step) {
        prefix += "/" + step
        continue
      }
      if let near = Suggestion.nearest(to: step, among: Set(there).sorted()) {
        return "\(prefix)/\(near)"
      }
      return prefix.isEmpty ? nil : prefix
    }
    return prefix.isEmpty ? nil : prefix
  }

  private static func keys(of mapping: NodeID, in tree: Tree) -> String {
    tree.entries(of: mapping).map { "`\(tree.text(of: $0.key))`" }.joined(separator: ", ")
  }
}

extension Tree {
  /// Nil for a pointer that leads nowhere.
  func node(at pointer: String, below root: NodeID) -> NodeID? {
    var node = content(of: root)
    guard !pointer.isEmpty else { return node }
    for step in pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
      let key = String(step.replacing("~1", with: "/").replacing("~0", with: "~"))
      switch kind(of: node) {
      case .mapping:
        guard let next = value(key, in: node) else { return nil }
        node = content(of: next)
      case .sequence:
        let elements = Array(children(of: node))
        guard let position = Int(key), elements.indices.contains(position) else { return nil }
        node = content(of: elements[position])
      case .null, .boolean, .integer, .float, .string, .alias, .link: return nil
      }
    }
    return node
  }
}
