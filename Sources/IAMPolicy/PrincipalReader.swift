// Whom a statement names.

import Diagnostics
import Provenance

extension PolicyReader {
  private static let principalKinds = ["AWS", "Service", "Federated", "CanonicalUser"]

  mutating func readPrincipals(in content: NodeID) -> PolicyScope<PrincipalName>? {
    var scope: PolicyScope<PrincipalName>?
    for (name, isInverted) in [("NotPrincipal", true), ("Principal", false)] {
      guard let node = tree.value(name, in: content) else { continue }
      scope = PolicyScope(readPrincipals(node, name), isInverted: isInverted)
    }
    return scope
  }

  private mutating func readPrincipals(_ node: NodeID, _ name: String) -> [PrincipalName] {
    let content = tree.content(of: node)
    if isOpen(content) { return [] }
    guard tree.kind(of: content) == .mapping else {
      guard let text = literal(node, "`\(name)` is `\"*\"` or a mapping") else { return [] }
      if text == "*" { return [.everyone] }
      report(
        PolicyCodes.malformedPrincipal, .node(node),
        "`\(name)` does not say of what kind `\(text)` is", "write `{ AWS: … }`")
      return []
    }
    checkElements(of: content, known: PolicyReader.principalKinds, "`\(name)`")
    if tree.count(of: content) == 0 { reportNobody(node, name) }
    return tree.entries(of: content).flatMap { entry in
      let nodes = members(of: entry.value)
      if nodes.isEmpty { reportNobody(entry.value, name) }
      let kind = tree.text(of: entry.key)
      return nodes.compactMap { readPrincipal($0, kind) }
    }
  }

  private mutating func reportNobody(_ node: NodeID, _ name: String) {
    report(PolicyCodes.malformedPrincipal, .node(node), "`\(name)` is empty", "name someone")
  }

  private mutating func readPrincipal(_ node: NodeID, _ kind: String) -> PrincipalName? {
    guard let text = readPrincipalText(node) else { return nil }
    if text.contains("${"), version == .current {
      report(
        PolicyCodes.malformedVariable, .node(node), "a principal takes no policy variables",
        "write the name itself, or use `Condition`")
      return nil
    }
    guard kind == "AWS" else {
      if !text.isEmpty { return PrincipalName(other: text) }
      report(
        PolicyCodes.malformedPrincipal, .node(node), "the principal is empty", "name someone")
      return nil
    }
    if let name = PrincipalName(aws: text) { return name }
    report(
      PolicyCodes.malformedPrincipal, .node(node), "`\(text)` names no principal",
      text.contains("*")
        ? "name each one, or write `\"*\"` and hold `aws:PrincipalArn` against the pattern"
        : "write the ARN of a role, user or account, or the 12 digits of an account")
    return nil
  }

  /// An account without quotes is a number to YAML.
  private mutating func readPrincipalText(_ node: NodeID) -> String? {
    let content = tree.content(of: node)
    if tree.kind(of: content) == .integer { return tree.text(of: content) }
    return literal(node, "a principal is a string or a list of them")
  }
}
