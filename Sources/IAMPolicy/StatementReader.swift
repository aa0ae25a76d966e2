// The statements of a policy, element by element.

import Diagnostics
import Provenance

extension PolicyReader {
  private static let statementElements = [
    "Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource",
    "Condition",
  ]
  /// Each, or its opposite.
  private static let required: [(name: String, example: String)] = [
    ("Effect", "`Effect: Allow` or `Effect: Deny`"), ("Action", "`Action: dynamodb:GetItem`"),
    ("Resource", "`Resource: \"*\"`"), ("Principal", "`Principal: { AWS: … }`"),
  ]

  mutating func readStatement(
    _ node: NodeID, at position: Int, _ names: inout Set<String>
  ) -> PolicyStatement? {
    let content = tree.content(of: node)
    if tree.isBroken(node) || tree.isBroken(content) || isFunction(content) { return nil }
    guard tree.kind(of: content) == .mapping else {
      report(
        PolicyCodes.malformedElement, .node(node), "a statement is a mapping",
        "write `Effect:`, `Action:` and so on")
      return nil
    }
    let meant = checkElements(
      of: content, known: PolicyReader.statementElements, "a statement")
    checkPresence(in: content, meant, node)
    checkPrincipalPlace(in: content)
    let name = readStatementID(in: content, &names) ?? String(position)
    let effect = readEffect(in: content)
    let actions = readScope("Action", in: content) { $0.readAction($1) }
    let resources = readScope("Resource", in: content) { $0.readResource($1) }
    let principals = readPrincipals(in: content)
    var conditions: [PolicyCondition] = []
    if let node = tree.value("Condition", in: content) { conditions = readConditions(node) }
    guard let effect, let actions, let resources else { return nil }
    return PolicyStatement(
      name: name, effect: effect, actions: actions, resources: resources, principals: principals,
      conditions: conditions)
  }

  /// What a statement lacks is one finding, however much that is.
  private mutating func checkPresence(
    in content: NodeID, _ meant: Set<String>, _ statement: NodeID
  ) {
    var missing: [(name: String, example: String)] = []
    for element in PolicyReader.required {
      let other = "Not\(element.name)"
      let second = tree.value(other, in: content)
      if tree.value(element.name, in: content) != nil {
        guard let second else { continue }
        report(
          PolicyCodes.oppositeElements, .introduction(second),
          "the statement has both `\(element.name)` and `\(other)`", "leave one out")
      } else if element.name == "Principal", kind.principalUse == .forbidden {
        continue
      } else if element.name == "Resource", kind.namesNoResource {
        continue
      } else if second == nil, meant.isDisjoint(with: [element.name, other]) {
        missing.append(element)
      }
    }
    guard !missing.isEmpty else { return }
    report(
      PolicyCodes.missingElement, .node(statement),
      "the statement has no " + missing.map { "`\($0.name)`" }.joined(separator: ", "),
      "write " + missing.map(\.example).joined(separator: ", "))
  }

  private mutating func checkPrincipalPlace(in content: NodeID) {
    for name in ["Principal", "NotPrincipal"] {
      guard let node = tree.value(name, in: content) else { continue }
      switch kind.principalUse {
      case .required: break
      case .forbidden:
        report(
          PolicyCodes.misplacedElement, .introduction(node),
          "\(kind.title) has no `\(name)`",
          "leave it out: the policy holds for whom it is attached to")
      case .everyone:
        guard name != "Principal" || !namesEveryone(node) else { continue }
        report(
          PolicyCodes.misplacedElement, .introduction(node),
          "\(kind.title) names everyone", "write `Principal: \"*\"`, and use `Condition`")
      }
    }
  }

  private func namesEveryone(_ node: NodeID) -> Bool {
    let content = tree.content(of: node)
    return tree.kind(of: content) == .string && tree.textEquals(content, "*")
  }

  private mutating func readStatementID(
    in content: NodeID, _ names: inout Set<String>
  ) -> String? {
    guard let node = tree.value("Sid", in: content),
      let name = literal(node, "`Sid` is a string"), !name.isEmpty
    else { return nil }
    if !names.insert(name).inserted {
      report(
        PolicyCodes.repeatedStatementID, .node(node), "another statement has the `Sid` `\(name)`",
        "give each one of its own")
    } else if kind.hasPlainStatementIDs,
      !name.utf8.allSatisfy({ ASCIICase.isLetter($0) || (0x30...0x39).contains($0) })
    {
      report(
        PolicyCodes.malformedStatementID, .node(node),
        "the `Sid` `\(name)` of \(kind.title) holds more than letters and digits",
        "write letters and digits only")
    }
    return name
  }

  private mutating func readEffect(in content: NodeID) -> PolicyEffect? {
    guard let node = tree.value("Effect", in: content),
      let text = literal(node, "`Effect` is `Allow` or `Deny`")
    else { return nil }
    if let effect = PolicyEffect(rawValue: text) { return effect }
    report(
      PolicyCodes.unknownEffect, .node(node), "`\(text)` is no effect", "write `Allow` or `Deny`")
    return nil
  }

  // MARK: - Actions and resources

  /// `Action` or `NotAction`, whichever there is; nil where a member is wrong or not known.
  private mutating func readScope<Member: Sendable>(
    _ element: String, in content: NodeID,
    _ read: (inout PolicyReader, (node: NodeID, text: String)) -> Member?
  ) -> PolicyScope<Member>? {
    var scope: PolicyScope<Member>?
    for (name, isInverted) in [("Not" + element, true), (element, false)] {
      guard let node = tree.value(name, in: content) else { continue }
      let nodes = members(of: node)
      if nodes.isEmpty {
        report(
          PolicyCodes.malformedElement, .node(node), "`\(name)` is empty", "name at least one")
      }
      var found: [Member] = []
      for node in nodes {
        guard let text = literal(node, "`\(name)` is a string or a list of them"),
          let member = read(&self, (node, text))
        else { continue }
        found.append(member)
      }
      scope = found.count == nodes.count ? PolicyScope(found, isInverted: isInverted) : nil
    }
    return scope
  }

  private mutating func readAction(_ value: (node: NodeID, text: String)) -> ActionPattern? {
    if let action = ActionPattern(value.text) { return action }
    report(
      PolicyCodes.malformedAction, .node(value.node), "`\(value.text)` is no action",
      "write `service:Action`, as `dynamodb:GetItem`")
    return nil
  }

  private mutating func readResource(_ value: (node: NodeID, text: String)) -> ResourcePattern? {
    do throws(VariableFault) {
      if let resource = try ResourcePattern(value.text, hasVariables: hasVariables) {
        return resource
      }
      report(
        PolicyCodes.malformedResource, .node(value.node), "`\(value.text)` is no resource",
        "write an ARN, or `\"*\"`")
    } catch {
      report(PolicyCodes.malformedVariable, .node(value.node), error.message, error.help)
    }
    return nil
  }
}
