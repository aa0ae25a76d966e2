// A template for whoever looks at more than its tables: its resources with their functions worked
// out.

import CloudFormation
package import Provenance

/// A resource that the stack will have.
package struct OpenResource: Sendable {
  package let logicalID: String
  package let type: String
  /// What `Ref` gives, as far as that is a name: stated, or made up as CloudFormation would.
  package let name: String
  package let properties: ResolvedValue
  /// Where it stands.
  package let node: NodeID

  package var arn: String?
}

package struct OpenTemplate {
  package let file: String
  package let options: TemplateOptions
  private let resolver: TemplateResolver
  private let paths: NodePaths

  package init(
    _ bytes: [UInt8], named file: String, _ options: TemplateOptions
  ) throws(LoadFault) {
    var tree = Tree()
    let root = try TemplateLoader.parse(bytes, file, options.parameters, into: &tree)
    let places = TemplatePlaces(tree: tree, file: file)
    guard tree.kind(of: root) == .mapping, tree.value("Resources", in: root) != nil else {
      throw places.fault(
        root, "this is no CloudFormation template", help: "a template has `Resources`")
    }
    self.file = file
    self.options = options
    resolver = try TemplateResolver(tree, root, file: file, options)
    paths = NodePaths(tree)
  }

  /// Those of some types, in the template's order, without those whose condition does not hold.
  package func resources(of types: Set<String>) throws(LoadFault) -> [OpenResource] {
    guard let section = resolver.section("Resources") else { return [] }
    let tree = resolver.tree
    var resources: [OpenResource] = []
    for entry in tree.entries(of: section) {
      let node = tree.content(of: entry.value)
      guard tree.kind(of: node) == .mapping, let type = resolver.type(of: node),
        types.contains(type)
      else { continue }
      if let condition = tree.value("Condition", in: node) {
        let name = tree.text(of: tree.content(of: condition))
        guard try resolver.condition(named: name, condition) else { continue }
      }
      let id = tree.text(of: entry.key)
      var properties = ResolvedValue.map([], node)
      if let written = tree.value("Properties", in: node) {
        properties = try resolver.resolve(written)
      }
      resources.append(
        OpenResource(
          logicalID: id, type: type, name: try resolver.physicalName(id, node),
          properties: properties, node: entry.key,
          arn: try resolver.arn(of: id, node)))
    }
    return resources
  }

  /// What its outputs export, by name, for the stack's other templates.
  package func exports() throws(LoadFault) -> [String: String] {
    guard let outputs = resolver.section("Outputs") else { return [:] }
    let tree = resolver.tree
    var exports: [String: String] = [:]
    for entry in tree.entries(of: outputs) {
      let node = tree.content(of: entry.value)
      guard tree.kind(of: node) == .mapping, let value = tree.value("Value", in: node),
        let export = tree.value("Export", in: node),
        let named = tree.value("Name", in: tree.content(of: export)),
        case .text(let name, _) = try resolver.resolve(named),
        case .text(let text, _) = try resolver.resolve(value)
      else { continue }
      exports[name] = text
    }
    return exports
  }

  /// The transform that a template waits for, which nobody but CloudFormation can do. The language
  /// extensions are worked out here.
  package var transform: String? {
    guard let node = resolver.tree.value("Transform", in: resolver.root) else { return nil }
    let content = resolver.tree.content(of: node)
    let names =
      resolver.tree.kind(of: content) == .sequence
      ? Array(resolver.tree.children(of: content)) : [content]
    return names.map { resolver.tree.text(of: resolver.tree.content(of: $0)) }
      .first { $0 != LoopExpansion.transform }
  }

  package func pointer(to node: NodeID) -> String { paths.pointer(to: node) }

  package func fault(_ node: NodeID, _ message: String, help: String) -> LoadFault {
    resolver.places.fault(node, message, help: help)
  }
}
