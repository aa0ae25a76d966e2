// Reads a template that anybody wrote, as JSON or as YAML, into the values that ours are made of.
// Every value keeps its place, so that what is said of it points there.

package import Diagnostics
package import Provenance

package enum TemplateCodes {
  package static let malformed = Code("TPL001", "malformed-template", .error)
}

package struct TemplateReader {
  private let tree: Tree
  private var sink: Sink

  /// Short forms must have been read as long ones.
  package static func read(
    _ root: NodeID, in tree: Tree, sink: inout Sink
  ) throws(Reported) -> Template {
    var reader = TemplateReader(tree: tree, sink: sink)
    sink = Sink()
    let outcome = Result { () throws(Reported) -> Template in try reader.template(root) }
    sink = reader.sink
    return try outcome.get()
  }

  private mutating func template(_ root: NodeID) throws(Reported) -> Template {
    let mark = sink.errorCount
    guard let resources = section("Resources", of: root) else {
      throw sink.report(
        Finding(
          TemplateCodes.malformed, at: .node(root), "a template has `Resources`, and this has none",
          help: "is it a template? a spec has `components`"))
    }
    let description = tree.value("Description", in: tree.content(of: root))
    var template = Template(
      description: description.map { tree.text(of: tree.content(of: $0)) } ?? "",
      cause: .stated(description ?? root))
    template.parameters = entries("Parameters", of: root).map(parameter)
    template.conditions = entries("Conditions", of: root).map { name, node in
      Condition(name, test(node), cause: .stated(node))
    }
    template.mappings = section("Mappings", of: root).map(value)
    for entry in tree.entries(of: resources) {
      if let resource = resource(tree.text(of: entry.key), entry.key, entry.value) {
        template.resources.append(resource)
      }
    }
    try sink.demandNoErrors(since: mark)
    return template
  }

  /// A section that is a mapping.
  private func section(_ name: String, of root: NodeID) -> NodeID? {
    let root = tree.content(of: root)
    guard tree.kind(of: root) == .mapping, let node = tree.value(name, in: root) else { return nil }
    let content = tree.content(of: node)
    return tree.kind(of: content) == .mapping ? content : nil
  }

  private func entries(_ name: String, of root: NodeID) -> [(String, NodeID)] {
    section(name, of: root).map { section in
      tree.entries(of: section).map { (tree.text(of: $0.key), $0.value) }
    } ?? []
  }

  private func text(_ key: String, in node: NodeID) -> String? {
    let content = tree.content(of: node)
    guard tree.kind(of: content) == .mapping, let value = tree.value(key, in: content) else {
      return nil
    }
    let scalar = tree.content(of: value)
    switch tree.kind(of: scalar) {
    case .string, .boolean, .integer, .float: return tree.text(of: scalar)
    case .null, .sequence, .mapping, .alias, .link: return nil
    }
  }

  private func parameter(_ name: String, _ node: NodeID) -> Parameter {
    Parameter(
      name, type: text("Type", in: node) ?? "String",
      description: text("Description", in: node) ?? "",
      cause: .stated(node), defaultValue: text("Default", in: node))
  }

  private mutating func resource(
    _ name: String, _ key: NodeID, _ node: NodeID
  ) -> Resource? {
    guard let type = text("Type", in: node) else {
      sink.report(
        Finding(
          TemplateCodes.malformed, at: .key(key), "resource `\(name)` has no `Type`",
          help: "write its type, such as `Type: AWS::DynamoDB::Table`"))
      return nil
    }
    let content = tree.content(of: node)
    var members: [TemplateMember] = []
    if let properties = tree.value("Properties", in: content),
      case .object(let read) = value(properties)
    {
      members = read
    }
    var resource = Resource(name, type: type, properties: members)
    resource.removal = removal("DeletionPolicy", in: content)
    resource.replacement = removal("UpdateReplacePolicy", in: content)
    if let others = tree.value("DependsOn", in: content) {
      let list = tree.content(of: others)
      let names = tree.kind(of: list) == .sequence ? Array(tree.children(of: list)) : [others]
      resource.dependsOn = names.map { (tree.text(of: tree.content(of: $0)), .stated($0)) }
    }
    if let condition = tree.value("Condition", in: content) {
      resource.condition = (tree.text(of: tree.content(of: condition)), .stated(condition))
    }
    return resource
  }

  private func removal(_ key: String, in resource: NodeID) -> Removal? {
    guard let node = tree.value(key, in: resource), let text = text(key, in: resource),
      let policy = Removal.Policy(rawValue: text)
    else { return nil }
    return Removal(policy, .stated(node))
  }
}

// MARK: - Values

extension TemplateReader {
  private func value(_ node: NodeID) -> TemplateValue {
    let content = tree.content(of: node)
    let cause = Cause.stated(node)
    switch tree.kind(of: content) {
    case .string: return .string(tree.text(of: content), cause)
    case .boolean: return .boolean(tree.boolean(of: content), cause)
    case .integer:
      return tree.integer(of: content).map { .integer($0, cause) }
        ?? .string(tree.text(of: content), cause)
    case .float:
      guard let number = tree.number(of: content), number.isFinite else {
        return .string(tree.text(of: content), cause)
      }
      return .number(number, cause)
    case .sequence: return .list(tree.children(of: content).map(value))
    case .mapping:
      let entries = tree.entries(of: content)
      if tree.count(of: content) == 1, let entry = entries.first(where: { _ in true }),
        let expression = expression(tree.text(of: entry.key), entry.value)
      {
        return .expression(expression, cause)
      }
      return .object(entries.map { TemplateMember(tree.text(of: $0.key), value($0.value)) })
    case .null, .alias, .link: return .string("", cause)
    }
  }

  private func expression(_ name: String, _ argument: NodeID) -> Expression? {
    let content = tree.content(of: argument)
    switch name {
    case "Ref":
      return tree.kind(of: content) == .string ? .reference(to: tree.text(of: content)) : nil
    case "Fn::GetAtt": return attribute(content)
    case "Fn::Sub":
      guard tree.kind(of: content) == .string else { return .other(name, value(argument)) }
      return .substitution(SubstitutionPiece.pieces(of: tree.text(of: content)))
    case "Fn::If":
      guard tree.kind(of: content) == .sequence, tree.count(of: content) == 3 else { return nil }
      let parts = Array(tree.children(of: content))
      return .conditional(
        tree.text(of: tree.content(of: parts[0])), then: value(parts[1]),
        otherwise: value(parts[2]))
    case "Fn::Join": return joined(content) ?? .other(name, value(argument))
    default: return name.hasPrefix("Fn::") ? .other(name, value(argument)) : nil
    }
  }

  private func attribute(_ content: NodeID) -> Expression? {
    switch tree.kind(of: content) {
    case .string:
      let parts = tree.text(of: content).split(separator: ".", maxSplits: 1).map(String.init)
      return parts.count == 2 ? .attribute(parts[1], of: parts[0]) : nil
    case .sequence:
      let parts = tree.children(of: content).map { tree.content(of: $0) }
      guard parts.count == 2, parts.allSatisfy({ tree.kind(of: $0) == .string }) else { return nil }
      return .attribute(tree.text(of: parts[1]), of: tree.text(of: parts[0]))
    case .null, .boolean, .integer, .float, .mapping, .alias, .link: return nil
    }
  }

  /// A join of texts and references says what a substitution says.
  private func joined(_ content: NodeID) -> Expression? {
    guard tree.kind(of: content) == .sequence, tree.count(of: content) == 2 else { return nil }
    let parts = Array(tree.children(of: content))
    let list = tree.content(of: parts[1])
    let delimiter = tree.content(of: parts[0])
    guard tree.kind(of: list) == .sequence, tree.kind(of: delimiter) == .string else { return nil }
    var pieces: [SubstitutionPiece] = []
    for (position, element) in tree.children(of: list).enumerated() {
      if position > 0 { pieces.append(.text(tree.text(of: delimiter))) }
      switch value(element) {
      case .string(let text, _): pieces.append(.text(text))
      case .integer(let number, _): pieces.append(.text(String(number)))
      case .expression(let expression, _):
        guard let inner = expression.pieces else { return nil }
        pieces += inner
      case .number, .boolean, .list, .object: return nil
      }
    }
    return .joining(pieces.filter { $0 != .text("") })
  }

  private func test(_ node: NodeID) -> ConditionTest {
    let content = tree.content(of: node)
    guard tree.kind(of: content) == .mapping, tree.count(of: content) == 1,
      let entry = tree.entries(of: content).first(where: { _ in true })
    else { return .unreadable(value(node)) }
    let argument = tree.content(of: entry.value)
    let parts = tree.kind(of: argument) == .sequence ? Array(tree.children(of: argument)) : []
    switch tree.text(of: entry.key) {
    case "Fn::Equals" where parts.count == 2: return .equals(value(parts[0]), value(parts[1]))
    case "Fn::Not" where parts.count == 1: return .not(test(parts[0]))
    case "Fn::And": return .all(parts.map(test))
    case "Fn::Or": return .any(parts.map(test))
    case "Condition": return .named(tree.text(of: argument))
    default: return .unreadable(value(node))
    }
  }
}
