// From a node to a policy document: whatever IAM or a service would refuse is reported.

package import Diagnostics
package import Provenance

/// EVIDENCE: IAM user guide, "Grammar of the IAM JSON policy language".
package struct PolicyReader {
  private static let elements = ["Version", "Id", "Statement"]

  let tree: Tree
  let kind: PolicyKind
  let openness: Openness
  var faults: [Finding] = []
  var version = PolicyDocument.Version.first

  /// What of a policy is not known yet.
  enum Openness: Sendable {
    case nothing
    /// A `${…}` is the spec's own, or one that it passes on.
    case references
    /// CloudFormation works it out: `Ref`, `Fn::Sub` and the like.
    case functions
  }

  private init(_ tree: Tree, _ kind: PolicyKind, _ openness: Openness) {
    self.tree = tree
    self.kind = kind
    self.openness = openness
  }

  package static func read(
    _ node: NodeID, as kind: PolicyKind, in tree: Tree, sink: inout Sink
  ) throws(Reported) -> PolicyDocument {
    let mark = sink.errorCount
    var reader = PolicyReader(tree, kind, .nothing)
    let document = reader.readDocument(node)
    for fault in reader.faults { sink.report(fault) }
    guard let document else {
      try sink.demandNoErrors(since: mark)
      preconditionFailure("a policy that was not read was not complained about")
    }
    return document
  }

  /// Reports what is wrong in a policy of a spec, as far as its texts are known.
  package static func check(
    _ node: NodeID, as kind: PolicyKind, in tree: Tree, sink: inout Sink
  ) {
    var reader = PolicyReader(tree, kind, .references)
    _ = reader.readDocument(node)
    for fault in reader.faults { sink.report(fault) }
  }

  /// The same of a policy in a template.
  package static func check(
    inTemplate node: NodeID, as kind: PolicyKind, in tree: Tree, sink: inout Sink
  ) {
    var reader = PolicyReader(tree, kind, .functions)
    for policy in reader.members(of: node) where !reader.isOpen(tree.content(of: policy)) {
      _ = reader.readDocument(policy)
    }
    for fault in reader.faults { sink.report(fault) }
  }

  // MARK: - The document

  private mutating func readDocument(_ policy: NodeID) -> PolicyDocument? {
    let content = tree.content(of: policy)
    guard tree.kind(of: content) == .mapping else {
      // The property list of a spec says so itself.
      if openness != .references {
        report(
          PolicyCodes.malformedElement, .node(policy), "a policy is a mapping",
          "write `Version` and `Statement`")
      }
      return nil
    }
    let meant = checkElements(of: content, known: PolicyReader.elements, "a policy")
    if let node = tree.value("Version", in: content) { readVersion(node) }
    var id: String?
    if let node = tree.value("Id", in: content) { id = literal(node, "`Id` is a string") }
    guard let node = tree.value("Statement", in: content) else {
      if !meant.contains("Statement") {
        report(
          PolicyCodes.missingElement, .introduction(policy), "the policy has no `Statement`",
          "list what it allows or denies")
      }
      return nil
    }
    let nodes = members(of: node)
    if nodes.isEmpty {
      report(
        PolicyCodes.missingElement, .node(node), "the policy has no statement",
        "list what it allows or denies")
    }
    var names: Set<String> = []
    let statements = nodes.enumerated().map { readStatement($1, at: $0, &names) }
    let known = statements.compactMap { $0 }
    guard faults.isEmpty, known.count == statements.count else { return nil }
    return PolicyDocument(version: version, id: id, statements: known)
  }

  private mutating func readVersion(_ node: NodeID) {
    guard let text = literal(node, "`Version` is a date") else { return }
    if let known = PolicyDocument.Version(rawValue: text) {
      version = known
    } else {
      report(
        PolicyCodes.unknownVersion, .node(node), "`\(text)` is no version of the policy language",
        "write `\"2012-10-17\"`")
    }
  }

  var hasVariables: Bool { version == .current && openness != .references }

  /// Every key must be known: a misspelt one would otherwise say nothing at all. Answers which
  /// elements were misspelt, so that they are not missed as well.
  @discardableResult
  mutating func checkElements(
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
        PolicyCodes.unknownElement, .key(entry.key), "\(owner) has no element `\(name)`",
        nearest.map { "did you mean `\($0)`?" }
          ?? "its elements are " + known.map { "`\($0)`" }.joined(separator: ", "))
    }
    return meant
  }

  // MARK: - Texts

  /// One may stand for a list of one, everywhere in a policy.
  func members(of node: NodeID) -> [NodeID] {
    let content = tree.content(of: node)
    guard openness == .functions else {
      return tree.kind(of: content) == .sequence ? Array(tree.children(of: content)) : [node]
    }
    if tree.kind(of: content) == .sequence {
      return tree.children(of: content).flatMap(members(of:))
    }
    // Whichever of the two is chosen, it is to be right.
    guard let function = function(of: content), tree.text(of: function.key) == "Fn::If",
      case let parts = tree.content(of: function.value), tree.kind(of: parts) == .sequence
    else { return [node] }
    return tree.children(of: parts).dropFirst().flatMap(members(of:))
  }

  /// A mapping that CloudFormation puts something else in the place of.
  private func function(of content: NodeID) -> (key: NodeID, value: NodeID)? {
    guard tree.kind(of: content) == .mapping, tree.count(of: content) == 1,
      let entry = tree.entries(of: content).first(where: { _ in true })
    else { return nil }
    let name = tree.text(of: entry.key)
    return name == "Ref" || name.hasPrefix("Fn::") ? entry : nil
  }

  /// A string that is known now. What is none is complained about.
  mutating func literal(_ node: NodeID, _ demand: String) -> String? {
    let content = tree.content(of: node)
    guard tree.kind(of: content) == .string else {
      if isOpen(content) { return nil }
      reportKind(node, demand)
      return nil
    }
    return isOpen(content) ? nil : tree.text(of: content)
  }

  /// Whether a value is not known yet.
  func isOpen(_ content: NodeID) -> Bool {
    switch openness {
    case .nothing: return false
    case .references: return tree.flags(of: content).contains(.reference)
    case .functions: return function(of: content) != nil
    }
  }

  /// Whether CloudFormation puts something else in the place of a mapping.
  func isFunction(_ content: NodeID) -> Bool {
    openness == .functions && function(of: content) != nil
  }

  mutating func reportKind(_ node: NodeID, _ message: String) {
    guard !tree.isBroken(tree.content(of: node)) else { return }
    report(
      PolicyCodes.malformedElement, .node(node), message, "write it as IAM's grammar has it")
  }

  mutating func report(_ code: Code, _ place: Place, _ message: String, _ help: String) {
    faults.append(Finding(code, at: place, message, help: help))
  }
}
