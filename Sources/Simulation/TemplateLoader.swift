// Reads the tables of a CloudFormation template, JSON or YAML, with its functions worked out.

import CloudFormation
import Diagnostics
import JSONText
import Provenance
import YAMLText

package enum TemplateLoader {
  /// The tables in the order of the template; resources of other types are passed over.
  package static func tables(
    in bytes: [UInt8], named file: String, _ options: TemplateOptions
  ) throws(LoadFault) -> [LoadedTable] {
    var tree = Tree()
    let root = try parse(bytes, file, options.parameters, into: &tree)
    let places = TemplatePlaces(tree: tree, file: file)
    guard tree.kind(of: root) == .mapping, tree.value("Resources", in: root) != nil else {
      throw places.fault(
        root, "this is no CloudFormation template", help: "a template has `Resources`")
    }
    var options = options
    // What a table needs to be there is asked for when it is read.
    options.unknowns = .marked
    let resolver = try TemplateResolver(tree, root, file: file, options)
    guard let resources = resolver.section("Resources") else {
      throw places.fault(root, "`Resources` is no mapping", help: "write resources by their names")
    }
    var tables: [LoadedTable] = []
    for entry in tree.entries(of: resources) {
      let name = tree.text(of: entry.key)
      if let table = try table(name, tree.content(of: entry.value), resolver) {
        tables.append(table)
      }
    }
    return tables
  }

  private static func table(
    _ name: String, _ node: NodeID, _ resolver: TemplateResolver
  ) throws(LoadFault) -> LoadedTable? {
    guard resolver.tree.kind(of: node) == .mapping, let type = resolver.type(of: node),
      ["AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable"].contains(type)
    else { return nil }
    if let condition = resolver.tree.value("Condition", in: node) {
      let isWanted = try resolver.condition(
        named: resolver.tree.text(of: resolver.tree.content(of: condition)), condition)
      if !isWanted { return nil }
    }
    guard let properties = resolver.tree.value("Properties", in: node) else {
      throw resolver.places.fault(
        node, "the table `\(name)` has no properties", help: "write its `KeySchema`")
    }
    let reader = try ResolvedReader(
      try resolver.resolve(properties), "the table `\(name)`", at: properties, resolver.places)
    let physical = try resolver.physicalName(name, node)
    try resolver.places.demandKnown(physical, at: node)
    return type == "AWS::DynamoDB::Table"
      ? try TableProperties.read(reader, logicalID: name, name: physical)
      : try GlobalTableProperties.read(
        reader, logicalID: name, name: physical, region: resolver.options.region)
  }

  /// The root of a template, without the loops that were written in it.
  static func parse(
    _ bytes: [UInt8], _ file: String, _ parameters: [String: String], into tree: inout Tree
  ) throws(LoadFault) -> NodeID {
    let root = try parse(bytes, file, into: &tree)
    do throws(LoopFault) {
      return try LoopExpansion.expand(root, in: &tree, parameters: parameters)
    } catch {
      throw TemplatePlaces(tree: tree, file: file).fault(
        error.node, error.message, help: error.help)
    }
  }

  /// JSON is YAML, but larger files of it are read faster as what they are.
  private static func parse(
    _ bytes: [UInt8], _ file: String, into tree: inout Tree
  ) throws(LoadFault) -> NodeID {
    var sink = Sink()
    let source = SourceFile(name: file, bytes: bytes)
    let isJSON = bytes.first { $0 > 0x20 } == UInt8(ascii: "{")
    do throws(Reported) {
      return isJSON
        ? try parseJSON(source, into: &tree, sink: &sink)
        : try parseYAML(source, tags: .intrinsics, into: &tree, sink: &sink)
    } catch {
      let found = Findings(sink, in: tree).located.first
      let place = found.map { ":\($0.place.start.line):\($0.place.start.column)" } ?? ""
      throw LoadFault(
        message: "\(file)\(place): \(found?.finding.message ?? "this cannot be read")",
        help: found?.finding.help ?? "write the template as JSON or YAML")
    }
  }
}
