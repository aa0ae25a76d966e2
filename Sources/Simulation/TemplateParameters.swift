// The values of a template's parameters: what was given, else its default.

import Provenance

enum TemplateParameters {
  /// By name; nothing where a parameter has neither a given value nor a default, which is a fault
  /// only where it is used.
  static func values(
    _ tree: Tree, _ root: NodeID, _ places: TemplatePlaces, _ given: [String: String]
  ) throws(LoadFault) -> [String: ResolvedValue] {
    var values: [String: ResolvedValue] = [:]
    let section = tree.value("Parameters", in: root).map { tree.content(of: $0) }
    if let section, tree.kind(of: section) == .mapping {
      for entry in tree.entries(of: section) {
        let name = tree.text(of: entry.key)
        values[name] = value(tree, tree.content(of: entry.value), given[name])
      }
    }
    for name in given.keys.sorted() where values[name] == nil {
      let known = values.keys.sorted().map { "`\($0)`" }.joined(separator: ", ")
      throw places.fault(
        section ?? root, "the template has no parameter `\(name)`",
        help: known.isEmpty ? "leave `--parameter` out" : "its parameters are \(known)")
    }
    return values
  }

  private static func value(_ tree: Tree, _ node: NodeID, _ given: String?) -> ResolvedValue {
    guard tree.kind(of: node) == .mapping else { return .nothing }
    let fallback = tree.value("Default", in: node).map { tree.text(of: tree.content(of: $0)) }
    guard let text = given ?? fallback else { return .nothing }
    let type = tree.value("Type", in: node).map { tree.text(of: tree.content(of: $0)) } ?? ""
    guard type.hasPrefix("List<") || type == "CommaDelimitedList" else {
      return .text(text, node)
    }
    let pieces = text.split(separator: ",").map { piece in
      ResolvedValue.text(String(piece.drop { $0 == " " }), node)
    }
    return .list(pieces, node)
  }
}
