// Works out the functions of a template: what stands at a place once parameters are known.

import Provenance

/// What is known of the stack besides its template.
package struct TemplateOptions: Sendable {
  package var region: String
  package var account: String
  package var partition: String
  /// The stack's name, which generated names begin with.
  package var stack: String
  package var parameters: [String: String]
  /// What the templates before it export.
  package var imports: [String: String] = [:]
  package var unknowns = Unknowns.refused

  /// What becomes of a value that only the deployment knows.
  package enum Unknowns: Sendable {
    /// Whoever needs it is told to give it.
    case refused
    /// Its name stands for it.
    case marked
  }

  package init(
    region: String, account: String, partition: String, stack: String,
    parameters: [String: String]
  ) {
    self.region = region
    self.account = account
    self.partition = partition
    self.stack = stack
    self.parameters = parameters
  }
}

struct TemplateResolver {
  let tree: Tree
  let root: NodeID
  let places: TemplatePlaces
  let options: TemplateOptions
  let account: ResolutionAccount
  private let parameters: [String: ResolvedValue]
  private let resources: [String: NodeID]

  init(
    _ tree: Tree, _ root: NodeID, file: String, _ options: TemplateOptions
  ) throws(LoadFault) {
    self.tree = tree
    self.root = root
    self.options = options
    places = TemplatePlaces(tree: tree, file: file)
    account = ResolutionAccount(values: tree.nodeCount)
    parameters = try TemplateParameters.values(tree, root, places, options.parameters)
    var resources: [String: NodeID] = [:]
    if let node = tree.value("Resources", in: root).map({ tree.content(of: $0) }),
      tree.kind(of: node) == .mapping
    {
      for entry in tree.entries(of: node) {
        let (name, resource) = (tree.text(of: entry.key), tree.content(of: entry.value))
        guard tree.kind(of: resource) == .mapping else {
          throw places.fault(
            entry.key, "the resource `\(name)` is no mapping",
            help: "write its `Type` and its `Properties`")
        }
        resources[name] = resource
      }
    }
    self.resources = resources
  }

  func section(_ name: String) -> NodeID? {
    guard let node = tree.value(name, in: root), tree.kind(of: tree.content(of: node)) == .mapping
    else { return nil }
    return tree.content(of: node)
  }

  func resource(_ name: String) -> NodeID? { resources[name] }

  func type(of resource: NodeID) -> String? {
    tree.value("Type", in: resource).map { tree.text(of: tree.content(of: $0)) }
  }

  // MARK: - Values

  func resolve(_ written: NodeID, depth: Int = 0) throws(LoadFault) -> ResolvedValue {
    let node = tree.content(of: written)
    guard depth < TemplateLimits.nestingMax else {
      throw places.fault(node, "this nests too deeply", help: "is there a loop?")
    }
    try spend(at: node)
    switch tree.kind(of: node) {
    case .null: return .nothing
    case .sequence:
      var elements: [ResolvedValue] = []
      for child in tree.children(of: node) {
        let element = try resolve(child, depth: depth + 1)
        if !element.isNothing { elements.append(element) }
      }
      return .list(elements, node)
    case .mapping:
      if let function = function(node) { return try call(function, depth) }
      var members: [(name: String, value: ResolvedValue)] = []
      for entry in tree.entries(of: node) {
        let value = try resolve(entry.value, depth: depth + 1)
        if !value.isNothing { members.append((tree.text(of: entry.key), value)) }
      }
      return .map(members, node)
    default: return .text(tree.text(of: node), node)
    }
  }

  /// Whoever names what was named before twice, and so on, runs into this.
  func spend(bytes: Int = 0, at node: NodeID) throws(LoadFault) {
    guard account.spend(bytes: bytes) else {
      throw places.fault(
        node,
        "the functions of the template take more than \(TemplateLimits.stepsPerValueMax)"
          + " steps for each value that is written",
        help: "let functions name what others give less often")
    }
  }

  /// A text that functions put together.
  private func made(_ text: String, _ node: NodeID) throws(LoadFault) -> String {
    guard text.utf8.count <= TemplateLimits.textBytesMax else {
      throw places.fault(
        node, "this becomes a text of more than \(TemplateLimits.textBytesMax) bytes",
        help: "a whole template may have no more: make it shorter")
    }
    try spend(bytes: text.utf8.count, at: node)
    return text
  }

  func text(_ node: NodeID, depth: Int) throws(LoadFault) -> String {
    guard case .text(let text, _) = try resolve(node, depth: depth + 1) else {
      throw places.fault(node, "a text was expected here", help: "write a text or what gives one")
    }
    return text
  }

  private struct Function {
    let name: String
    let node: NodeID
    let argument: NodeID
  }

  private func function(_ node: NodeID) -> Function? {
    guard tree.count(of: node) == 1, let entry = Array(tree.entries(of: node)).first else {
      return nil
    }
    let name = tree.text(of: entry.key)
    guard name == "Ref" || name.hasPrefix("Fn::") else { return nil }
    return Function(name: name, node: node, argument: tree.content(of: entry.value))
  }

  private func call(_ function: Function, _ depth: Int) throws(LoadFault) -> ResolvedValue {
    let argument = function.argument
    switch function.name {
    case "Ref": return try reference(try text(argument, depth: depth), function.node, depth)
    case "Fn::GetAtt":
      return .text(
        try attribute(try attributePath(argument, depth), argument, depth), function.node)
    case "Fn::Sub":
      return .text(try substitute(argument, depth), function.node)
    case "Fn::If":
      let parts = try arguments(function, count: 3)
      let isTrue = try condition(named: try text(parts[0], depth: depth), parts[0], depth + 1)
      return try resolve(parts[isTrue ? 1 : 2], depth: depth + 1)
    case "Fn::Join":
      let parts = try arguments(function, count: 2)
      let separator = try text(parts[0], depth: depth)
      let pieces = try texts(parts[1], depth)
      let bytes = pieces.reduce(0) { $0 + $1.utf8.count + separator.utf8.count }
      try spend(bytes: bytes, at: function.node)
      return .text(
        try made(pieces.joined(separator: separator), function.node), function.node)
    case "Fn::Split":
      let parts = try arguments(function, count: 2)
      let separator = try text(parts[0], depth: depth)
      let pieces = TextPieces.split(try text(parts[1], depth: depth), by: separator)
      return .list(pieces.map { .text($0, function.node) }, function.node)
    case "Fn::Select":
      let parts = try arguments(function, count: 2)
      return try select(try text(parts[0], depth: depth), of: parts[1], function.node, depth)
    case "Fn::FindInMap":
      return try find(function, depth)
    case "Fn::Length":
      let value = try resolve(argument, depth: depth + 1)
      if case .text(let text, _) = value, !UnknownValue.isKnown(text) { return value }
      guard case .list(let elements, _) = value else {
        throw places.fault(argument, "a list was expected here", help: "write a list")
      }
      return .text(String(elements.count), function.node)
    case "Fn::ToJsonString":
      let text = JSONOfValue.text(try resolve(argument, depth: depth + 1), tree)
      return .text(try made(text, function.node), function.node)
    case "Fn::GetAZs":
      let zones = ["a", "b", "c"].map { options.region + $0 }
      return .list(zones.map { .text($0, function.node) }, function.node)
    case "Fn::Base64": return .text(try text(argument, depth: depth), function.node)
    case "Fn::ImportValue":
      let name = try text(argument, depth: depth)
      if let value = options.imports[name] { return .text(value, function.node) }
      return try unknown(function, "the export \(name)")
    default: return try unknown(function, function.name)
    }
  }

  /// What nobody here can work out.
  private func unknown(_ function: Function, _ name: String) throws(LoadFault) -> ResolvedValue {
    guard options.unknowns == .refused else {
      return .text(UnknownValue.text(name), function.node)
    }
    throw places.fault(
      function.node, "what `\(function.name)` gives is not known here",
      help: "give the value by a parameter, with `--parameter NAME=VALUE`")
  }

  private func arguments(_ function: Function, count: Int) throws(LoadFault) -> [NodeID] {
    let parts =
      tree.kind(of: function.argument) == .sequence
      ? Array(tree.children(of: function.argument)) : []
    guard parts.count == count else {
      throw places.fault(
        function.node, "`\(function.name)` takes a list of \(count)",
        help: "give it \(count) values")
    }
    return parts
  }

  private func texts(_ node: NodeID, _ depth: Int) throws(LoadFault) -> [String] {
    let value = try resolve(node, depth: depth + 1)
    // A list that nobody knows is taken for one member.
    if case .text(let text, _) = value, !UnknownValue.isKnown(text) { return [text] }
    guard case .list(let elements, _) = value else {
      throw places.fault(node, "a list was expected here", help: "write a list of texts")
    }
    var texts: [String] = []
    for element in elements {
      guard case .text(let text, _) = element else {
        throw places.fault(element.node ?? node, "a text was expected here", help: "write a text")
      }
      texts.append(text)
    }
    return texts
  }

  private func select(
    _ index: String, of list: NodeID, _ node: NodeID, _ depth: Int
  ) throws(LoadFault) -> ResolvedValue {
    let value = try resolve(list, depth: depth + 1)
    if case .text(let text, _) = value, !UnknownValue.isKnown(text) { return value }
    guard case .list(let elements, _) = value,
      let place = Int(index), elements.indices.contains(place)
    else {
      throw places.fault(
        node, "there is no element \(index) to select", help: "count from 0, within the list")
    }
    return elements[place]
  }

  private func find(_ function: Function, _ depth: Int) throws(LoadFault) -> ResolvedValue {
    let node = function.node
    let given =
      tree.kind(of: function.argument) == .sequence
      ? Array(tree.children(of: function.argument)) : []
    // With the language extensions, what stands for an entry that is not there.
    var fallback: NodeID?
    if given.count == 4, tree.kind(of: tree.content(of: given[3])) == .mapping {
      fallback = tree.value("DefaultValue", in: tree.content(of: given[3]))
    }
    let parts = fallback == nil ? try arguments(function, count: 3) : Array(given.prefix(3))
    var place = section("Mappings")
    var path: [String] = []
    for part in parts {
      let key = try text(part, depth: depth)
      path.append(key)
      place = place.flatMap { place in
        let content = tree.content(of: place)
        return tree.kind(of: content) == .mapping ? tree.value(key, in: content) : nil
      }
    }
    guard let place else {
      if let open = path.first(where: { !UnknownValue.isKnown($0) }) { return .text(open, node) }
      if let fallback { return try resolve(fallback, depth: depth + 1) }
      throw places.fault(
        node, "the mappings hold no `\(path.joined(separator: "/"))`",
        help: "add it, or take another region or parameter")
    }
    return try resolve(place, depth: depth + 1)
  }

  // MARK: - Names

  /// `Logical.Attribute` as a text or as a list of two.
  private func attributePath(_ node: NodeID, _ depth: Int) throws(LoadFault) -> [String] {
    if tree.kind(of: node) == .sequence { return try texts(node, depth) }
    let text = try text(node, depth: depth)
    return text.split(separator: ".", maxSplits: 1).map(String.init)
  }

  private func reference(
    _ name: String, _ node: NodeID, _ depth: Int
  ) throws(LoadFault) -> ResolvedValue {
    switch name {
    case "AWS::NoValue": return .nothing
    case "AWS::Region": return .text(options.region, node)
    case "AWS::AccountId": return .text(options.account, node)
    case "AWS::Partition": return .text(options.partition, node)
    case "AWS::StackName": return .text(options.stack, node)
    case "AWS::StackId":
      return .text(
        "arn:\(options.partition):cloudformation:\(options.region):\(options.account):stack/"
          + options.stack, node)
    case "AWS::URLSuffix":
      return .text(options.partition == "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com", node)
    case "AWS::NotificationARNs": return .list([], node)
    default: break
    }
    if let value = parameters[name] {
      if value.isNothing {
        if options.unknowns == .marked { return .text(UnknownValue.text(name), node) }
        throw places.fault(
          node, "the parameter `\(name)` has no value",
          help: "give it one: `--parameter \(name)=VALUE`")
      }
      return value
    }
    guard let resource = resource(name) else {
      throw places.fault(
        node, "`\(name)` is neither a parameter nor a resource",
        help: "write the name of one of the template")
    }
    return .text(try identifier(of: name, resource, depth: depth), node)
  }

  private func attribute(
    _ path: [String], _ node: NodeID, _ depth: Int
  ) throws(LoadFault) -> String {
    guard path.count == 2, let resource = resource(path[0]) else {
      throw places.fault(
        node, "there is no resource `\(path.first ?? "")`",
        help: "write the name of a resource and one of its attributes")
    }
    return try value(of: path[1], of: path[0], resource, depth: depth)
  }

  private func substitute(_ node: NodeID, _ depth: Int) throws(LoadFault) -> String {
    var own: [String: String] = [:]
    var pattern = node
    if tree.kind(of: node) == .sequence {
      let parts = Array(tree.children(of: node))
      guard parts.count == 2, tree.kind(of: tree.content(of: parts[1])) == .mapping else {
        throw places.fault(
          node, "`Fn::Sub` takes a text, or a list of a text and a mapping",
          help: "write one of them")
      }
      pattern = parts[0]
      for entry in tree.entries(of: tree.content(of: parts[1])) {
        own[tree.text(of: entry.key)] = try text(entry.value, depth: depth + 1)
      }
    }
    var out = ""
    for piece in TextPieces.substitutions(in: try text(pattern, depth: depth)) {
      switch piece {
      case .plain(let text): out += text
      case .name(let name):
        if let value = own[name] {
          out += value
        } else if let dot = name.firstIndex(of: ".") {
          let path = [String(name[..<dot]), String(name[name.index(after: dot)...])]
          out += try attribute(path, node, depth)
        } else if case .text(let text, _) = try reference(name, node, depth) {
          out += text
        }
      }
      out = try made(out, node)
    }
    return out
  }
}
