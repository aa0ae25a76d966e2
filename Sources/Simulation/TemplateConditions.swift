// The conditions of a template: which resources there are, and which branch `Fn::If` takes.

import Provenance

extension TemplateResolver {
  func condition(
    named name: String, _ place: NodeID, _ depth: Int = 0
  ) throws(LoadFault) -> Bool {
    guard let node = section("Conditions").flatMap({ tree.value(name, in: $0) }) else {
      throw places.fault(
        place, "there is no condition `\(name)`", help: "write it under `Conditions`")
    }
    return try holds(node, depth + 1)
  }

  private func holds(_ written: NodeID, _ depth: Int) throws(LoadFault) -> Bool {
    let node = tree.content(of: written)
    guard depth < TemplateLimits.nestingMax else {
      throw places.fault(node, "this condition nests too deeply", help: "is there a loop?")
    }
    try spend(at: node)
    guard tree.kind(of: node) == .mapping, tree.count(of: node) == 1,
      let entry = Array(tree.entries(of: node)).first
    else { throw wrong(node) }
    let argument = tree.content(of: entry.value)
    let parts = tree.kind(of: argument) == .sequence ? Array(tree.children(of: argument)) : []
    switch (tree.text(of: entry.key), parts.count) {
    case ("Condition", 0): return try condition(named: tree.text(of: argument), node, depth)
    case ("Fn::Equals", 2):
      return try known(parts[0], depth) == known(parts[1], depth)
    case ("Fn::Not", 1): return try !holds(parts[0], depth + 1)
    case ("Fn::And", 1...):
      for part in parts where try !holds(part, depth + 1) { return false }
      return true
    case ("Fn::Or", 1...):
      for part in parts where try holds(part, depth + 1) { return true }
      return false
    default: throw wrong(node)
    }
  }

  /// Which resources there are is not left open.
  private func known(_ node: NodeID, _ depth: Int) throws(LoadFault) -> String {
    let value = try text(node, depth: depth)
    guard let name = UnknownValue.names(in: value).first else { return value }
    throw places.fault(
      node, "a condition depends on `\(name)`, which has no value",
      help: "give it one: `--parameter \(name)=VALUE`")
  }

  private func wrong(_ node: NodeID) -> LoadFault {
    places.fault(
      node, "this is no condition",
      help: "write `Fn::Equals`, `Fn::And`, `Fn::Or`, `Fn::Not` or `Condition`")
  }
}
