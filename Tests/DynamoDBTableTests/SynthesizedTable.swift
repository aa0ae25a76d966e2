// A table as a test sees what it became: values of templates by their pointers.

import Catalog
import CloudFormation
import Compiler
import Compliance
import ComponentKit
import Diagnostics
import DynamoDBTable
import Foundation
import Provenance
import ServiceSpec
import Shapes
import SharedResources
import Testing
import YAMLText

/// One template, read back from its bytes.
struct ReadTemplate {
  private let root: Any

  init(_ bytes: [UInt8]) throws { root = try JSONSerialization.jsonObject(with: Data(bytes)) }

  /// The value as JSON with sorted keys; empty where there is none.
  subscript(pointer: String) -> String {
    var value: Any? = root
    for step in pointer.split(separator: "/").map(String.init) {
      if let object = value as? [String: Any] {
        value = object[step]
      } else if let list = value as? [Any], let position = Int(step),
        list.indices.contains(position)
      {
        value = list[position]
      } else {
        return ""
      }
    }
    guard let value else { return "" }
    do {
      let data = try JSONSerialization.data(
        withJSONObject: value, options: [.sortedKeys, .fragmentsAllowed, .withoutEscapingSlashes])
      return String(decoding: data, as: UTF8.self)
    } catch { return "\(error)" }
  }

  /// The value at the only resource whose logical id and path end so.
  func value(ending: String) -> String? {
    let parts = ending.split(separator: "/", maxSplits: 1)
    guard parts.count == 2, let id = resources.first(where: { $0.hasSuffix(parts[0]) }) else {
      return nil
    }
    return self["/Resources/\(id)/\(parts[1])"]
  }

  var resources: [String] {
    ((root as? [String: Any])?["Resources"] as? [String: Any] ?? [:]).keys.sorted()
  }
}

/// The table `orders` of the service `shop`, with this configuration.
struct SynthesizedTable {
  let findings: [String]
  private let files: [String: [UInt8]]

  /// Through the whole compiler: what a person wrote without effect is a finding.
  /// `others` are further entries of `components`.
  init(
    _ config: String, region: String? = nil, others: String = "", component: String = "orders"
  ) {
    let lines = config.split(separator: "\n").map { "        " + $0 }.joined(separator: "\n")
    let entries = others.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n")
    let spec = """
      service: shop
      complianceFramework: commercial
      components:
        - name: \(component)
          type: dynamodb-table
          config:
      \(lines)
      \(entries)

      """
    let outcome = Compiler.synthesize(
      SourceFile(name: "service.yml", bytes: Array(spec.utf8)), with: Catalog.vocabulary(),
      options: CompileOptions(region: region), format: .json)
    findings = outcome.findings.located.map(\.finding)
      .filter { $0.code.severity == .error }.map { "\($0.code.id) \($0.message)" }
    files = Dictionary(
      (outcome.artifacts?.files ?? []).map { ($0.path, $0.bytes) }, uniquingKeysWith: { $1 })
  }

  func template(_ name: String = "shop.template.json") throws -> ReadTemplate {
    try ReadTemplate(#require(files[name], "\(findings)"))
  }

  func text(_ name: String) throws -> String {
    String(decoding: try #require(files[name], "\(findings)"), as: UTF8.self)
  }
}

/// A table under a tier, by itself: its own layers, and nothing that the service adds.
struct TableAtTier {
  let output: ComponentOutput
  /// What the service makes of the table's needs.
  let shared: ComponentOutput

  init(_ config: String, _ tier: Tier, region: String = "us-east-1") throws {
    let vocabulary = Catalog.vocabulary()
    let root = try #require(vocabulary.schema.root("dynamodb-table"))
    let layers = vocabulary.layers.filter {
      $0.component == .dynamodbTable && ($0.tier == nil || $0.tier == tier)
        && ($0.region == nil || $0.region == region)
    }
    let spec = SourceFile(name: "orders.yml", bytes: Array(config.utf8))
    var tree = Tree()
    var sink = Sink()
    var memory = CheckMemory()
    var nodes: [NodeID] = []
    for file in layers.map(\.file) + [spec] {
      let node = try parseYAML(file, into: &tree, sink: &sink)
      SchemaCheck.check(
        node, against: root, of: vocabulary.schema, formats: vocabulary.formats, isFragment: true,
        memory: &memory, in: &tree, sink: &sink)
      nodes.append(node)
    }
    let written = try #require(nodes.last)
    let merged = try #require(LayerStack.merge(nodes, in: &tree))
    let entry = ComponentEntry(
      node: written, name: Traced("orders", written), type: .dynamodbTable, config: written)
    let placement = Placement(
      service: "shop", environment: nil, tier: tier, tierNode: written,
      region: Traced(region, written), owner: nil)
    let table = Table(entry, config: merged, in: tree)
    table.check(in: placement, tree, &sink)
    try #require(
      sink.findings.filter { $0.code.severity == .error }.map(\.message) == [])
    let context = SynthesisContext(placement: placement, tree: tree, neighbours: [:])
    output = try #require(table.synthesize(in: context, stem: "Orders"))
    shared = SharedResources.synthesize(output.needs, in: context).output
  }

  /// The template that holds this alone.
  func template() throws -> ReadTemplate {
    var template = Template(description: "shop", cause: .fixed(.structure))
    template.parameters = output.parameters + shared.parameters
    template.resources = output.resources + shared.resources
    return try ReadTemplate(TemplateJSON.write(template))
  }

  func companion(_ region: String) throws -> ReadTemplate {
    var template = Template(description: "shop", cause: .fixed(.structure))
    for part in output.companions where part.region == region {
      template.resources += part.resources
    }
    return try ReadTemplate(TemplateJSON.write(template))
  }
}
