// A request as somebody wrote it, with the policies that decide it.

package import Diagnostics
package import Provenance

/// A request and every policy it meets.
package struct AccessQuestion: Sendable {
  package let request: AccessRequest
  package var policies: PolicySet
  /// The principal of a stack that asks, where it was named and not given as an ARN.
  package let name: String?
  /// The kinds of policies that came with the request.
  package let given: Set<PolicyKind>

  package var answer: Decision { Evaluator.decide(request, by: policies) }
}

/// A stack whose principals may be called by their names.
package protocol RequestStack: Sendable {
  var names: [String] { get }
  func caller(named name: String) -> RequestPrincipal?
  /// What decides: nil where that depends on something that is not known, which `unknown` names.
  func answer(to question: AccessQuestion) -> (decision: Decision?, unknown: String)
}

package struct RequestReader {
  static let malformed = Code("IAM020", "malformed-access-request", .error)
  package static let undecided = Code("IAM033", "undecided-access", .error)

  private enum Member: String, CaseIterable {
    case action, resource, principal, principalAccount, resourceAccount, context
    case identityPolicies, resourcePolicy, permissionBoundaries, sessionPolicies
    case serviceControlPolicies, resourceControlPolicies, endpointPolicies
  }

  private let tree: Tree
  private let root: NodeID
  private let stack: (any RequestStack)?
  private var sink: Sink
  private var name: String?

  private init(_ root: NodeID, _ tree: Tree, _ stack: (any RequestStack)?, _ sink: Sink) {
    self.root = root
    self.stack = stack
    self.tree = tree
    self.sink = sink
  }

  package static func read(
    _ node: NodeID, in tree: Tree, of stack: (any RequestStack)? = nil, sink: inout Sink
  ) throws(Reported) -> AccessQuestion {
    let mark = sink.errorCount
    var reader = RequestReader(node, tree, stack, sink)
    let question = reader.read()
    sink = reader.sink
    try sink.demandNoErrors(since: mark)
    guard let question else {
      preconditionFailure("a request that was not read was not complained about")
    }
    return question
  }

  private mutating func read() -> AccessQuestion? {
    guard tree.kind(of: root) == .mapping else {
      report(.node(root), "a request is an object", "write `{\"action\": …, \"resource\": …}`")
      return nil
    }
    checkMembers()
    let action = readAction()
    let resource = readResource()
    let principal = readPrincipal()
    let principalAccount = readAccount(.principalAccount)
    let resourceAccount = readAccount(.resourceAccount)
    let context = readContext()
    let policies = readPolicies(hasPrincipal: given(.principal) != nil)
    guard let action, let resource else { return nil }
    return AccessQuestion(
      request: AccessRequest(
        action: action, resource: resource, principal: principal,
        principalAccount: principalAccount, resourceAccount: resourceAccount, context: context),
      policies: policies, name: name, given: givenKinds)
  }

  private var givenKinds: Set<PolicyKind> {
    let kinds: [(Member, PolicyKind)] = [
      (.identityPolicies, .identity), (.resourcePolicy, .resource),
      (.permissionBoundaries, .permissionsBoundary), (.endpointPolicies, .endpoint),
    ]
    return Set(kinds.filter { given($0.0) != nil }.map(\.1))
  }

  private mutating func checkMembers() {
    let known = Member.allCases.map(\.rawValue)
    for entry in tree.entries(of: root) {
      let name = tree.text(of: entry.key)
      guard !known.contains(name) else { continue }
      let nearest =
        known.first { $0.lowercased() == name.lowercased() }
        ?? Suggestion.nearest(to: name, among: known)
      report(
        .key(entry.key), "a request has no member `\(name)`",
        nearest.map { "did you mean `\($0)`?" }
          ?? "its members are " + known.map { "`\($0)`" }.joined(separator: ", "))
    }
  }

  private mutating func report(_ place: Place, _ message: String, _ help: String) {
    sink.report(Finding(RequestReader.malformed, at: place, message, help: help))
  }

  /// A member that is there and not null.
  private func given(_ member: Member) -> NodeID? {
    guard let node = tree.value(member.rawValue, in: root), tree.kind(of: node) != .null else {
      return nil
    }
    return node
  }
}

// MARK: - Who, what and how

extension RequestReader {
  private mutating func text(_ member: Member, example: String) -> (text: String, node: NodeID)? {
    guard let node = given(member) else { return nil }
    guard tree.kind(of: node) == .string else {
      report(.node(node), "`\(member.rawValue)` is a string", "write \(example)")
      return nil
    }
    return (tree.text(of: node), node)
  }

  private mutating func demanded(
    _ member: Member, example: String
  ) -> (text: String, node: NodeID)? {
    if given(member) == nil {
      report(.node(root), "the request has no `\(member.rawValue)`", "write \(example)")
      return nil
    }
    return text(member, example: example)
  }

  private mutating func readAction() -> String? {
    let example = "`\"action\": \"dynamodb:GetItem\"`"
    guard let written = demanded(.action, example: example) else { return nil }
    if ActionPattern.isWellFormed(Array(written.text.utf8), allowingWildcards: false) {
      return written.text
    }
    report(.node(written.node), "`\(written.text)` is no action", "write \(example)")
    return nil
  }

  private mutating func readResource() -> String? {
    let example = "an ARN, or `\"*\"` for an action on no resource"
    guard let written = demanded(.resource, example: example) else { return nil }
    if written.text == "*" || ARNFields(written.text) != nil { return written.text }
    report(.node(written.node), "`\(written.text)` is no resource", "write \(example)")
    return nil
  }

  private mutating func readPrincipal() -> RequestPrincipal? {
    let example = "the ARN of a role, session or user, or the name of a service"
    guard let written = text(.principal, example: example) else { return nil }
    if let principal = stack?.caller(named: written.text) {
      name = written.text
      return principal
    }
    if let principal = RequestPrincipal(written.text) { return principal }
    let names = (stack?.names ?? []).map { "`\($0)`" }.joined(separator: ", ")
    report(
      .node(written.node), "`\(written.text)` is no principal",
      names.isEmpty ? "write \(example)" : "write one of \(names), or \(example)")
    return nil
  }

  private mutating func readAccount(_ member: Member) -> String? {
    let example = "the 12 digits of an account"
    guard let written = text(member, example: example) else { return nil }
    if ARNFields.isAccount(written.text) { return written.text }
    report(.node(written.node), "`\(written.text)` is no account", "write \(example)")
    return nil
  }

  private mutating func readContext() -> RequestContext {
    var context = RequestContext()
    guard let node = given(.context) else { return context }
    guard tree.kind(of: node) == .mapping else {
      report(.node(node), "`context` is an object", "write `{\"aws:SourceVpce\": \"…\"}`")
      return context
    }
    for entry in tree.entries(of: node) {
      let key = tree.text(of: entry.key)
      if context[key] != nil {
        report(
          .key(entry.key), "the key `\(key)` is there twice, and case does not tell keys apart",
          "keep one of the two")
      }
      guard let values = values(of: entry.value, key) else { continue }
      context.set(key, values: values, isList: tree.kind(of: entry.value) == .sequence)
    }
    return context
  }

  private mutating func values(of node: NodeID, _ key: String) -> [[UInt8]]? {
    let isList = tree.kind(of: node) == .sequence
    var values: [[UInt8]] = []
    for member in isList ? Array(tree.children(of: node)) : [node] {
      switch tree.kind(of: member) {
      case .string, .boolean, .integer, .float:
        values.append(Array(tree.bytes[tree.textRange(of: member)]))
      case .null, .sequence, .mapping, .alias, .link:
        report(
          .node(member), "the value of `\(key)` is neither a string nor a list of them",
          "write one string, or a list for a key of many values")
        return nil
      }
    }
    return values
  }
}

// MARK: - Policies

extension RequestReader {
  private mutating func readPolicies(hasPrincipal: Bool) -> PolicySet {
    var policies = PolicySet()
    policies.identity = list(.identityPolicies, .identity)
    policies.permissionsBoundaries = list(.permissionBoundaries, .permissionsBoundary)
    policies.session = list(.sessionPolicies, .session)
    policies.serviceControl = levels(.serviceControlPolicies, .serviceControl)
    policies.resourceControl = levels(.resourceControlPolicies, .resourceControl)
    policies.endpoint = list(.endpointPolicies, .endpoint)
    if let node = given(.resourcePolicy) {
      policies.resource = policy(node, .resource, named: Member.resourcePolicy.rawValue)
      if !hasPrincipal {
        report(
          .introduction(node),
          "the request has a resource policy, and no `principal` to hold it"
            + " against", "write `\"principal\": \"arn:…\"`")
      }
    }
    return policies
  }

  private mutating func policy(
    _ node: NodeID, _ kind: PolicyKind, named name: String
  ) -> AttachedPolicy? {
    do throws(Reported) {
      let document = try PolicyReader.read(node, as: kind, in: tree, sink: &sink)
      return AttachedPolicy(document, named: name)
    } catch { return nil }
  }

  private mutating func list(_ member: Member, _ kind: PolicyKind) -> [AttachedPolicy] {
    guard let node = given(member) else { return [] }
    guard tree.kind(of: node) == .sequence else {
      report(.node(node), "`\(member.rawValue)` is a list of policies", "write `[{…}]`")
      return []
    }
    return tree.children(of: node).enumerated().compactMap { position, node in
      policy(node, kind, named: "\(member.rawValue)/\(position)")
    }
  }

  private mutating func levels(_ member: Member, _ kind: PolicyKind) -> [[AttachedPolicy]] {
    guard let node = given(member) else { return [] }
    let demand = "`\(member.rawValue)` is a list of policies for each level of the organisation"
    guard tree.kind(of: node) == .sequence else {
      report(.node(node), demand, "write `[[{…}], [{…}]]`")
      return []
    }
    return tree.children(of: node).enumerated().map { level, node in
      guard tree.kind(of: node) == .sequence else {
        report(.node(node), demand, "write `[[{…}], [{…}]]`")
        return []
      }
      return tree.children(of: node).enumerated().compactMap { position, node in
        policy(node, kind, named: "\(member.rawValue)/\(level)/\(position)")
      }
    }
  }
}
