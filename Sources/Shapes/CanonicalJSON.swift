// One text for equal JSON values, whatever their key order or number spelling.

package import Provenance

package enum CanonicalJSON {
  package static func text(of node: NodeID, in tree: Tree) -> String {
    let content = tree.content(of: node)
    switch tree.kind(of: content) {
    case .null: return "null"
    case .boolean: return tree.boolean(of: content) ? "true" : "false"
    case .integer, .float: return number(content, in: tree)
    case .string: return quoted(tree.text(of: content))
    case .sequence:
      return "[" + tree.children(of: content).map { text(of: $0, in: tree) }.joined(separator: ",")
        + "]"
    case .mapping:
      let entries = tree.entries(of: content).map {
        (key: tree.text(of: $0.key), value: text(of: $0.value, in: tree))
      }
      return "{"
        + entries.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map {
          quoted($0.key) + ":" + $0.value
        }
        .joined(separator: ",") + "}"
    case .alias, .link: return ""
    }
  }

  private static func number(_ node: NodeID, in tree: Tree) -> String {
    if let whole = tree.integer(of: node) { return String(whole) }
    guard let value = tree.number(of: node) else { return tree.text(of: node) }
    return Int(exactly: value).map { String($0) } ?? String(value)
  }

  private static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { out += "\\" }
      out.unicodeScalars.append(scalar)
    }
    return out + "\""
  }
}
