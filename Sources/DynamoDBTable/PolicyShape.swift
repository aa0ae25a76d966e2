// What an IAM policy document must look like, whatever it allows: its elements and their forms.

import Diagnostics
import Provenance

/// Something in a policy that no service would accept.
struct PolicyFault {
  let place: Place
  let message: String
  let help: String
}

/// Reads one resource-based policy, where a statement says who, what and on what.
///
/// EVIDENCE: IAM user guide, "Grammar of the IAM JSON policy language".
struct PolicyShape {
  private static let elements = ["Version", "Id", "Statement"]
  private static let statementElements = [
    "Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource",
    "Condition",
  ]
  /// Each, or its opposite.
  private static let required: [(name: String, example: String)] = [
    ("Effect", "`Effect: Allow` or `Effect: Deny`"), ("Action", "`Action: dynamodb:GetItem`"),
    ("Resource", "`Resource: \"*\"`"), ("Principal", "`Principal: { AWS: … }`"),
  ]
  private static let versions = ["2012-10-17", "2008-10-17"]
  private static let principalKinds = ["AWS", "Service", "Federated", "CanonicalUser"]

  private let tree: Tree
  private(set) var faults: [PolicyFault] = []

  init(of policy: NodeID, in tree: Tree) {
    self.tree = tree
    checkDocument(policy)
  }

  // MARK: - The document

  private mutating func checkDocument(_ policy: NodeID) {
    let content = tree.content(of: policy)
    guard tree.kind(of: content) == .mapping else { return }
    let meant = checkElements(of: content, known: PolicyShape.elements, "a policy")
    if let version = tree.value("Version", in: content) { checkVersion(version) }
    guard let statement = tree.value("Statement", in: content) else {
      if meant.contains("Statement") { return }
      report(
        .introduction(policy), "the policy has no `Statement`", "list what it allows or denies")
      return
    }
    let statements = members(of: statement)
    if statements.isEmpty {
      report(.node(statement), "the policy has no statement", "list what it allows or denies")
    }
    var names: Set<String> = []
    for statement in statements { checkStatement(statement, &names) }
  }

  private mutating func checkVersion(_ node: NodeID) {
    guard let text = literal(node) ?? wrongKind(node, "`Version` is a date") else { return }
    if !PolicyShape.versions.contains(text) {
      report(
        .node(node), "`\(text)` is no version of the policy language", "write `\"2012-10-17\"`")
    }
  }

  /// Every key must be known: a misspelt one would otherwise say nothing at all. Answers which
  /// elements were misspelt, so that they are not missed as well.
  @discardableResult
  private mutating func checkElements(
    of mapping: NodeID, known: [String], _ owner: String
  ) -> Set<String> {
    var meant: Set<String> = []
    for entry in tree.entries(of: mapping) {
      let name = tree.text(of: entry.key)
      guard !known.contains(name) else { continue }
      let nearest =
        known.first { $0.lowercased() == name.lowercased() }
        ?? Suggestion.nearest(to: name, among: known)
      // What resembles none may be any of them.
      if let nearest { meant.insert(nearest) } else { meant.formUnion(known) }
      report(
        .key(entry.key), "\(owner) has no element `\(name)`",
        nearest.map { "did you mean `\($0)`?" }
          ?? "its elements are " + known.map { "`\($0)`" }.joined(separator: ", "))
    }
    return meant
  }

  // MARK: - A statement

  private mutating func checkStatement(_ node: NodeID, _ names: inout Set<String>) {
    let content = tree.content(of: node)
    if tree.isBroken(node) || tree.isBroken(content) { return }
    guard tree.kind(of: content) == .mapping else {
      report(.node(node), "a statement is a mapping", "write `Effect:`, `Action:` and so on")
      return
    }
    let meant = checkElements(of: content, known: PolicyShape.statementElements, "a statement")
    checkPresence(of: PolicyShape.required, in: content, meant, node)
    if let effect = tree.value("Effect", in: content) { checkEffect(effect) }
    for name in ["Action", "NotAction", "Resource", "NotResource"] {
      guard let value = tree.value(name, in: content) else { continue }
      checkTexts(value, name, isAction: name.hasSuffix("Action"))
    }
    for name in ["Principal", "NotPrincipal"] {
      if let value = tree.value(name, in: content) { checkPrincipal(value, name) }
    }
    if let condition = tree.value("Condition", in: content) { checkCondition(condition) }
    if let sid = tree.value("Sid", in: content), let name = literal(sid),
      !names.insert(name).inserted
    {
      report(.node(sid), "another statement has the `Sid` `\(name)`", "give each one of its own")
    }
  }

  /// What a statement lacks is one finding, however much that is.
  private mutating func checkPresence(
    of required: [(name: String, example: String)], in content: NodeID, _ meant: Set<String>,
    _ statement: NodeID
  ) {
    var missing: [(name: String, example: String)] = []
    for element in required {
      let other = "Not\(element.name)"
      let second = tree.value(other, in: content)
      if tree.value(element.name, in: content) == nil {
        if second == nil, meant.isDisjoint(with: [element.name, other]) { missing.append(element) }
      } else if let second {
        report(
          .introduction(second), "the statement has both `\(element.name)` and `\(other)`",
          "leave one out")
      }
    }
    guard !missing.isEmpty else { return }
    report(
      .node(statement),
      "the statement has no " + missing.map { "`\($0.name)`" }.joined(separator: ", "),
      "write " + missing.map(\.example).joined(separator: ", "))
  }

  private mutating func checkEffect(_ effect: NodeID) {
    guard let text = literal(effect) ?? wrongKind(effect, "`Effect` is `Allow` or `Deny`") else {
      return
    }
    if text != "Allow", text != "Deny" {
      report(.node(effect), "`\(text)` is no effect", "write `Allow` or `Deny`")
    }
  }

  private mutating func checkTexts(_ node: NodeID, _ name: String, isAction: Bool) {
    let values = members(of: node)
    if values.isEmpty { report(.node(node), "`\(name)` is empty", "name at least one") }
    for value in values {
      guard let text = literal(value) ?? wrongKind(value, "`\(name)` is a string or a list of them")
      else { continue }
      if isAction, !PolicyShape.isAction(text) {
        report(
          .node(value), "`\(text)` is no action", "write `service:Action`, as `dynamodb:GetItem`")
      } else if !isAction, text != "*", !text.hasPrefix("arn:") {
        report(.node(value), "`\(text)` is no resource", "write an ARN, or `\"*\"`")
      }
    }
  }

  private static func isAction(_ text: String) -> Bool {
    if text == "*" { return true }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
      && parts[0].utf8.allSatisfy {
        (0x61...0x7A).contains($0 | 0x20) || $0 == 0x2D || (0x30...0x39).contains($0)
      }
      && parts[1].utf8.allSatisfy {
        (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) || $0 == 0x2A || $0 == 0x3F
      }
  }

  private mutating func checkPrincipal(_ node: NodeID, _ name: String) {
    let content = tree.content(of: node)
    guard tree.kind(of: content) == .mapping else {
      guard let text = literal(node) ?? wrongKind(node, "`\(name)` is `\"*\"` or a mapping") else {
        return
      }
      if text != "*" {
        report(
          .node(node), "`\(name)` does not say of what kind `\(text)` is", "write `{ AWS: … }`")
      }
      return
    }
    checkElements(of: content, known: PolicyShape.principalKinds, "`\(name)`")
    if tree.count(of: content) == 0 { report(.node(node), "`\(name)` is empty", "name someone") }
    for entry in tree.entries(of: content) {
      let values = members(of: entry.value)
      if values.isEmpty { report(.node(entry.value), "`\(name)` is empty", "name someone") }
      for value in values where tree.kind(of: tree.content(of: value)) == .mapping {
        _ = wrongKind(value, "a principal is a string or a list of them")
      }
    }
  }

  private mutating func checkCondition(_ node: NodeID) {
    let content = tree.content(of: node)
    guard tree.kind(of: content) == .mapping else {
      _ = wrongKind(node, "`Condition` is a mapping of operators")
      return
    }
    for entry in tree.entries(of: content) {
      let name = tree.text(of: entry.key)
      if !ConditionOperators.contains(name) {
        report(
          .key(entry.key), "`\(name)` is no condition operator",
          ConditionOperators.nearest(to: name).map { "did you mean `\($0)`?" }
            ?? "write one such as `StringEquals`")
      } else if tree.kind(of: tree.content(of: entry.value)) != .mapping {
        _ = wrongKind(entry.value, "`\(name)` is a mapping of condition keys")
      }
    }
  }

  // MARK: - Reading

  /// One may stand for a list of one, everywhere in a policy.
  private func members(of node: NodeID) -> [NodeID] {
    let content = tree.content(of: node)
    return tree.kind(of: content) == .sequence ? Array(tree.children(of: content)) : [node]
  }

  /// A string that is known now.
  private func literal(_ node: NodeID) -> String? {
    let content = tree.content(of: node)
    guard tree.kind(of: content) == .string else { return nil }
    return tree.flags(of: content).contains(.reference) ? nil : tree.text(of: content)
  }

  private mutating func wrongKind(_ node: NodeID, _ message: String) -> String? {
    let content = tree.content(of: node)
    guard tree.kind(of: content) != .string, !tree.isBroken(content) else { return nil }
    report(.node(node), message, "write it as IAM's grammar has it")
    return nil
  }

  private mutating func report(_ place: Place, _ message: String, _ help: String) {
    faults.append(PolicyFault(place: place, message: message, help: help))
  }
}
