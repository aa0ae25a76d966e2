// Services of many tables that say no more than they must, and what comes of them under a tier.

import Catalog
import CloudFormation
import Compiler
import Compliance
import Diagnostics
import Foundation
import Provenance
import TestKit
import Testing

struct ManyMinimalTables: Sendable {
  let count: Int
  let tier: Tier
  /// Written behind the tables.
  var more = ""

  var text: String {
    var text = "service: many\nowner: somebody\ncomplianceFramework: \(tier.rawValue)\n"
    text += "components:\n"
    for table in 0..<count {
      text += "  - name: t\(table)\n    type: dynamodb-table\n"
      text += "    config: { partitionKey: { name: id, type: S } }\n"
    }
    return text + more
  }

  func synthesized(
    limits: TemplateLimits = .cloudFormation, as format: TemplateFormat = .json
  ) -> (findings: Findings, artifacts: Artifacts?) {
    var options = CompileOptions()
    options.limits = limits
    return Compiler.synthesize(
      SourceFile(name: "service.yml", bytes: Array(text.utf8)),
      with: Catalog.vocabulary(), options: options, format: format)
  }

  /// Nothing but a refusal stands in the way.
  func artifacts(limits: TemplateLimits = .cloudFormation) throws -> Artifacts {
    let result = synthesized(limits: limits)
    let refusals = result.findings.located.map(\.finding).filter { $0.code.severity == .error }
    #expect(refusals.map(\.message) == [])
    return try #require(result.artifacts)
  }
}

/// The templates of a stack, read.
struct SplitStack {
  /// In the order of the manifest, each once.
  let templates: [(file: String, reading: JSONReading, byteCount: Int)]

  init(_ artifacts: Artifacts) throws {
    let files = Dictionary(uniqueKeysWithValues: artifacts.files.map { ($0.path, $0.bytes) })
    let manifest = try Reading.json(try #require(files["manifest.json"]))
    let steps = try #require(manifest.node("/steps"))
    var names: [String] = []
    for step in manifest.tree.children(of: steps) {
      let name = manifest.text("file", in: step)
      if names.last != name { names.append(name) }
    }
    #expect(names.sorted() == artifacts.files.filter(\.isTemplate).map(\.path).sorted())
    templates = try names.map { name in
      let bytes = try #require(files[name])
      return (name, try Reading.json(bytes), bytes.count)
    }
  }

  /// By resource, the template that it stands in.
  var homes: [String: String] {
    var homes: [String: String] = [:]
    for template in templates {
      let isCompanion = template.file.split(separator: ".").count > 3
      for resource in template.reading.members("Resources") {
        homes["\(isCompanion ? "abroad/" : "")\(resource.key)"] = template.file
      }
    }
    return homes
  }

  /// What is wrong with templates that are deployed in this order.
  static func complaints(_ templates: [JSONReading]) -> [String] {
    var complaints: [String] = []
    var exported = Set<String>()
    for template in templates {
      let ids = Set(template.members("Resources").map(\.key))
        .union(template.members("Parameters").map(\.key))
      let leaves = template.leaves
      for (pointer, node) in leaves {
        let text = template.tree.text(of: node)
        if pointer.hasSuffix("/Ref") || pointer.hasSuffix("/Fn::GetAtt/0")
          || pointer.contains("/DependsOn/")
        {
          if !ids.contains(text), !text.hasPrefix("AWS::") { complaints.append(pointer) }
        } else if pointer.hasSuffix("/Fn::ImportValue"), !exported.contains(text) {
          complaints.append("\(pointer) imports \(text)")
        }
      }
      for (pointer, node) in leaves where pointer.hasSuffix("/Export/Name") {
        let name = template.tree.text(of: node)
        if !exported.insert(name).inserted { complaints.append("\(name) is exported twice") }
      }
    }
    return complaints
  }

  /// Exports belong to a region: those of companions are their own.
  var complaints: [String] {
    let regions = Dictionary(grouping: templates) { template in
      template.file.split(separator: ".").dropFirst().first == "template"
    }
    return regions.values.flatMap { SplitStack.complaints($0.map(\.reading)) }
  }
}
