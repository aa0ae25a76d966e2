// Templates that are split: nothing is lost, nothing names what is not there yet, all fit.

import Catalog
import CloudFormation
import Compiler
import Diagnostics
import Foundation
import Provenance
import TestKit
import Testing

/// A spec of many tables, of one resource each; each may name others in its tags.
private struct ManyTables {
  /// By table, those that it names.
  var names: [[Int]]

  init(_ count: Int, naming: (Int) -> [Int] = { _ in [] }) { names = (0..<count).map(naming) }

  var text: String {
    var text = "service: many\ncomplianceFramework: commercial\ncomponents:\n"
    for (table, others) in names.enumerated() {
      text += """
          - name: t\(table)
            type: dynamodb-table
            config:
              partitionKey: { name: id, type: S }
              globalSecondaryIndexes:
                - indexName: other
                  partitionKey: { name: other, type: S }
              monitoring:
                alarms:
                  readThrottleEvents: { enabled: false }
                  writeThrottleEvents: { enabled: false }
                  systemErrors: { enabled: false }

        """
      if !others.isEmpty { text += "      tags:\n" }
      for other in others {
        text += "        arn\(other): \"${t\(other).tableArn}\"\n"
        text += "        mix\(other): \"at ${AWS::Region} ${t\(other).tableName} and more\"\n"
      }
    }
    return text
  }
}

@Suite struct SplitTests {
  private func synthesize(
    _ tables: ManyTables, _ limits: TemplateLimits = .cloudFormation,
    _ format: TemplateFormat = .json
  ) -> (findings: Findings, artifacts: Artifacts?) {
    var options = CompileOptions()
    options.limits = limits
    return Compiler.synthesize(
      SourceFile(name: "service.yml", bytes: Array(tables.text.utf8)),
      with: Catalog.vocabulary(), options: options, format: format)
  }

  /// What is wrong with templates that are deployed in this order.
  private func complaints(_ templates: [JSONReading]) -> [String] {
    var complaints: [String] = []
    var exported = Set<String>()
    for template in templates {
      let ids = Set(template.members("Resources").map(\.key))
        .union(template.members("Parameters").map(\.key))
      for pointer in template.leafPointers {
        guard let node = template.node(pointer) else { continue }
        let text = template.tree.text(of: node)
        if pointer.hasSuffix("/Ref") || pointer.hasSuffix("/Fn::GetAtt/0")
          || pointer.contains("/DependsOn/")
        {
          if !ids.contains(text), !text.hasPrefix("AWS::") { complaints.append(pointer) }
        } else if pointer.hasSuffix("/Fn::ImportValue"), !exported.contains(text) {
          complaints.append("\(pointer) imports \(text)")
        }
      }
      for pointer in template.leafPointers where pointer.hasSuffix("/Export/Name") {
        let name = template.node(pointer).map { template.tree.text(of: $0) } ?? ""
        if !exported.insert(name).inserted { complaints.append("\(name) is exported twice") }
      }
    }
    return complaints
  }

  private func templates(_ artifacts: Artifacts?) throws -> [JSONReading] {
    try (artifacts?.files ?? []).filter(\.isTemplate).map { try Reading.json($0.bytes) }
  }

  @Test(arguments: 1...40)
  func splitTemplatesHoldAllAndFit(_ seed: Int) throws {
    var numbers = Numbers(seed: UInt64(seed))
    let count = 2 + numbers.next(below: 30)
    // Only earlier or later ones, shuffled: no circles.
    let rank = (0..<count).map { _ in numbers.next(below: 1_000) }
    let tables = ManyTables(count) { table in
      (0..<count).filter {
        (rank[$0], $0) < (rank[table], table) && numbers.next(below: count) < 2
      }
    }
    let limits = TemplateLimits(
      resources: 1 + numbers.next(below: 10), parameters: 200, outputs: 60, bytes: 1_000_000)
    let whole = try templates(synthesize(tables).artifacts)
    let artifacts = try #require(synthesize(tables, limits).artifacts, "seed \(seed)")
    let parts = try templates(artifacts)
    #expect(whole.count == 1)
    #expect(parts.count >= (count + limits.resources - 1) / limits.resources, "seed \(seed)")
    #expect(complaints(parts) == [], "seed \(seed)")
    let ids = parts.flatMap { $0.members("Resources").map(\.key) }
    #expect(ids.sorted() == whole[0].members("Resources").map(\.key).sorted(), "seed \(seed)")
    for part in parts {
      #expect(part.members("Resources").count <= limits.resources, "seed \(seed)")
      #expect(part.members("Outputs").count <= limits.outputs, "seed \(seed)")
    }
    // Deployed in the order that the manifest states, which is that of their names.
    let manifest = try Reading.json(
      try #require(artifacts.files.first { $0.path == "manifest.json" }).bytes)
    let steps = try #require(manifest.node("/steps"))
    #expect(
      manifest.tree.children(of: steps).map { manifest.text("file", in: $0) }
        == artifacts.files.filter(\.isTemplate).map(\.path))
    let again = synthesize(tables, limits).artifacts?.files.map(\.bytes)
    #expect(again == artifacts.files.map(\.bytes))
  }

  /// In each template, tables with indexes wait for each other in one line.
  @Test func indexedTablesWaitInEachTemplate() throws {
    let limits = TemplateLimits(resources: 4, parameters: 200, outputs: 200, bytes: 1_000_000)
    for template in try templates(synthesize(ManyTables(10), limits).artifacts) {
      let resources = template.members("Resources")
      for (position, resource) in resources.enumerated() {
        let waits = template.tree.value("DependsOn", in: resource.value).map {
          template.canonical($0)
        }
        #expect(waits == (position == 0 ? nil : "[\"\(resources[position - 1].key)\"]"))
      }
    }
  }

  @Test func whatCloudFormationTakesIsLeftWhole() throws {
    #expect(try templates(synthesize(ManyTables(66)).artifacts).count == 1)
    // Two outputs each: the 101st would be beyond 200.
    let artifacts = try #require(synthesize(ManyTables(101)).artifacts)
    let names = artifacts.files.filter(\.isTemplate).map(\.path)
    #expect(names == ["many.template.json", "many-2.template.json"])
  }

  @Test func aMegabyteIsALimitToo() throws {
    let limits = TemplateLimits(resources: 500, parameters: 200, outputs: 200, bytes: 12_000)
    let tables = ManyTables(30) { $0 == 0 ? [] : [$0 - 1] }
    for format in [TemplateFormat.json, .yaml] {
      let artifacts = try #require(synthesize(tables, limits, format).artifacts)
      let files = artifacts.files.filter(\.isTemplate)
      #expect(files.count > 2)
      #expect(files.allSatisfy { $0.bytes.count <= limits.bytes })
    }
  }

  @Test func whatCannotBeSplitIsRefusedWithTheNumbers() throws {
    let limits = TemplateLimits(resources: 500, parameters: 200, outputs: 200, bytes: 900)
    let alone = synthesize(ManyTables(2), limits)
    #expect(alone.artifacts == nil)
    let findings = alone.findings.located.map(\.finding).filter { $0.code.severity == .error }
    #expect(findings.map(\.code.id) == ["CFN010"])
    #expect(findings[0].message.contains("`t0` alone has"))
    #expect(findings[0].message.contains("bytes, and CloudFormation takes 900"))
  }
}
