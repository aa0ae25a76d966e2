// Puts environment values in place: afterwards the tree says what this environment says.

package import Diagnostics
package import Provenance

/// What is left to be resolved once environment values are in place.
package struct ReferenceUse: Sendable {
  package let node: NodeID
  package let pieces: [ReferencePiece]
}

/// A variable of IAM where no policy is, to be reported unless something around it is.
package struct MisplacedVariable: Sendable {
  fileprivate let node: NodeID
  fileprivate let around: [NodeID]
  fileprivate let wording: ReferenceWording

  /// A key that nobody knows may be a misspelt policy: that was reported, and is one mistake.
  package func report(in tree: inout Tree, sink: inout Sink) {
    if around.contains(where: { tree.isBroken($0) }) { return }
    sink.report(Finding(wording.code, at: .node(node), wording.message, help: wording.help))
    tree.markBroken(node)
  }
}

package struct EnvironmentResolver {
  /// Keys below which IAM's own variables may stand.
  private static let policyKeys = ["resourcePolicy", "policy", "leadingKeys"]

  /// The chosen environment: nil when there is none.
  let environment: String?
  let declared: [String]
  let values: NodeID?
  let knowsEnvironments: Bool
  /// False when a key was reported that may be one of the values.
  let knowsValues: Bool
  var tree: Tree
  var sink: Sink
  var uses: [ReferenceUse] = []
  var misplaced: [MisplacedVariable] = []

  /// Resolves every string below `nodes`; reports what cannot be and marks it broken.
  package static func resolve(
    _ nodes: [NodeID], environment: String?, declared: [String], values: NodeID?,
    knowsEnvironments: Bool, knowsValues: Bool,
    in tree: inout Tree, sink: inout Sink
  ) -> (uses: [ReferenceUse], misplaced: [MisplacedVariable]) {
    var resolver = EnvironmentResolver(
      environment: environment, declared: declared, values: values,
      knowsEnvironments: knowsEnvironments, knowsValues: knowsValues, tree: tree, sink: sink)
    tree = Tree()
    sink = Sink()
    for node in nodes { resolver.resolve(node) }
    tree = resolver.tree
    sink = resolver.sink
    return (resolver.uses, resolver.misplaced)
  }

  /// A string or a key with references in it, found before anything is changed: who walks the tree
  /// holds it, and a change made meanwhile would copy all of it.
  private enum Place {
    case key(NodeID)
    case string(NodeID, at: NodeID, below: [NodeID], inPolicy: Bool)
  }

  private mutating func resolve(_ node: NodeID) {
    var places: [Place] = []
    collect(node, below: [], inPolicy: false, into: &places)
    for place in places {
      switch place {
      case .key(let key): reportKey(key)
      case .string(let content, let node, let around, let inPolicy):
        resolveString(content, node, around, inPolicy)
      }
    }
  }

  private func collect(
    _ node: NodeID, below around: [NodeID], inPolicy: Bool, into places: inout [Place]
  ) {
    guard tree.holdsReference(in: node), !tree.isBroken(node) || !isScalar(node) else { return }
    let content = tree.content(of: node)
    switch tree.kind(of: content) {
    case .mapping:
      for entry in tree.entries(of: content) {
        if tree.flags(of: entry.key).contains(.reference) { places.append(.key(entry.key)) }
        // What was meant by a key that was reported, nobody can say: it may be a policy.
        let isPolicy =
          inPolicy || tree.isBroken(entry.value)
          || EnvironmentResolver.policyKeys.contains { tree.textEquals(entry.key, $0) }
        collect(entry.value, below: around + [node], inPolicy: isPolicy, into: &places)
      }
    case .sequence:
      for child in tree.children(of: content) {
        collect(child, below: around + [node], inPolicy: inPolicy, into: &places)
      }
    case .string:
      if tree.flags(of: content).contains(.reference) {
        places.append(.string(content, at: node, below: around, inPolicy: inPolicy))
      }
    case .null, .boolean, .integer, .float, .alias, .link: break
    }
  }

  private func isScalar(_ node: NodeID) -> Bool {
    tree.kind(of: tree.content(of: node)) == .string
  }

  private mutating func reportKey(_ key: NodeID) {
    sink.report(
      Finding(
        ReferenceCodes.inKey, at: .key(key), "a reference stands in a key",
        help: "references are for values; write the key out"))
  }

  private mutating func resolveString(
    _ content: NodeID, _ node: NodeID, _ around: [NodeID], _ inPolicy: Bool
  ) {
    let pieces: [ReferencePiece]
    do throws(ReferenceFault) {
      pieces = try ReferenceText.pieces(of: tree.text(of: content))
    } catch {
      return fail(node, ReferenceWording.malformed(error, values: valueNames))
    }
    if pieces.count == 1 {
      switch pieces[0] {
      case .environmentValue(let key):
        guard let value = value(key, at: node) else { return }
        tree.replaceByLink(content, to: value)
        return
      case .environmentTest(let name):
        guard let answer = answer(name, at: node) else { return }
        tree.replaceText(content, kind: .boolean, text: String(answer).utf8, flags: .plain)
        return
      case .literal, .component, .pseudoParameter, .policyVariable: break
      }
    }
    guard let rest = substituted(pieces, at: node, around, inPolicy) else { return }
    finish(content, node, rest)
  }

  /// The pieces with environment values written in; nil when one was reported.
  private mutating func substituted(
    _ pieces: [ReferencePiece], at node: NodeID, _ around: [NodeID], _ inPolicy: Bool
  ) -> [ReferencePiece]? {
    var rest: [ReferencePiece] = []
    for piece in pieces {
      switch piece {
      case .environmentValue(let key):
        guard let value = value(key, at: node) else { return nil }
        append(.literal(tree.text(of: tree.content(of: value))), to: &rest)
      case .environmentTest(let name):
        guard let answer = answer(name, at: node) else { return nil }
        append(.literal(String(answer)), to: &rest)
      case .policyVariable(let variable):
        guard inPolicy else {
          misplaced.append(
            MisplacedVariable(
              node: node, around: around, wording: ReferenceWording.policyVariable(variable)))
          return nil
        }
        rest.append(piece)
      case .literal, .component, .pseudoParameter: append(piece, to: &rest)
      }
    }
    return rest
  }

  private func append(_ piece: ReferencePiece, to pieces: inout [ReferencePiece]) {
    if case .literal(let text) = piece, case .literal(var before)? = pieces.last {
      // Taken out first, so that the text grows in place: a string may hold thousands of pieces.
      pieces.removeLast()
      before += text
      pieces.append(.literal(before))
    } else {
      pieces.append(piece)
    }
  }

  private mutating func finish(_ content: NodeID, _ node: NodeID, _ pieces: [ReferencePiece]) {
    if pieces.count == 1, case .literal(let text) = pieces[0] {
      tree.replaceText(content, kind: .string, text: text.utf8, flags: .quoted)
      return
    }
    tree.replaceText(
      content, kind: .string, text: ReferenceText.text(of: pieces).utf8,
      flags: .quotedReference)
    uses.append(ReferenceUse(node: node, pieces: pieces))
  }

  private mutating func value(_ key: String, at node: NodeID) -> NodeID? {
    guard let environment else {
      // Environments that were reported may hold the value.
      guard knowsEnvironments else { return broken(node) }
      fail(node, ReferenceWording.noEnvironment(key, declared))
      return nil
    }
    if let values, tree.isBroken(values) { return broken(node) }
    if let values, let value = tree.value(key, in: tree.content(of: values)) {
      return tree.isBroken(value) ? broken(node) : value
    }
    guard knowsValues else { return broken(node) }
    let known = sink.takesSuggestions ? valueNames : []
    fail(node, ReferenceWording.unknownValue(key, environment, known))
    return nil
  }

  private var valueNames: [String] {
    guard let values, tree.kind(of: tree.content(of: values)) == .mapping else { return [] }
    return tree.entries(of: tree.content(of: values)).map { tree.text(of: $0.key) }
  }

  private mutating func broken(_ node: NodeID) -> NodeID? {
    tree.markBroken(node)
    return nil
  }

  private mutating func answer(_ name: String, at node: NodeID) -> Bool? {
    guard declared.contains(name) else {
      guard knowsEnvironments else {
        tree.markBroken(node)
        return nil
      }
      fail(node, ReferenceWording.unknownEnvironment(name, declared))
      return nil
    }
    return name == environment
  }

  private mutating func fail(_ node: NodeID, _ wording: ReferenceWording) {
    sink.report(Finding(wording.code, at: .node(node), wording.message, help: wording.help))
    tree.markBroken(node)
  }
}
