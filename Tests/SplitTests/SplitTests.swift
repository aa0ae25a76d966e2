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
    #expect(SplitStack.complaints(parts) == [], "seed \(seed)")
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

  /// What is written never exceeds, however much longer imports and exports make it.
  @Test(arguments: 1...30)
  func bytesAreThoseThatAreWritten(_ seed: Int) throws {
    var numbers = Numbers(seed: UInt64(seed))
    let tables = ManyTables(2 + numbers.next(below: 20)) { table in
      (0..<table).filter { _ in numbers.next(below: 4) == 0 }
    }
    let limits = TemplateLimits(
      resources: 500, parameters: 200, outputs: 200, bytes: 2_500 + numbers.next(below: 8_000))
    let format: TemplateFormat = numbers.next(below: 2) == 0 ? .json : .yaml
    let (findings, artifacts) = synthesize(tables, limits, format)
    guard let artifacts else {
      // Only what would be too large all by itself is refused.
      let refusals = findings.located.map(\.finding).filter { $0.code.severity == .error }
      #expect(refusals.map(\.code.id) == ["CFN010"], "seed \(seed)")
      #expect(refusals[0].message.contains(" alone has"), "seed \(seed)")
      return
    }
    for file in artifacts.files where file.isTemplate {
      #expect(file.bytes.count <= limits.bytes, "seed \(seed)")
    }
  }

  /// A table that names the role of a function which names the table. The message says what closes
  /// the circle, and where.
  @Test func aCircleThatIsTooLargeIsNamed() throws {
    let spec = """
      service: many
      complianceFramework: commercial
      components:
        - name: t0
          type: dynamodb-table
          config:
            partitionKey: { name: id, type: S }
            resourcePolicy:
              Version: "2012-10-17"
              Statement:
                - Effect: Allow
                  Principal: { AWS: "${api.roleArn}" }
                  Action: ["dynamodb:GetItem"]
                  Resource: "*"
        - name: api
          type: lambda-api
          config: { handler: src/api.handler }
          binds: [{ to: t0, capability: "database:dynamodb", access: read }]
      """
    var options = CompileOptions()
    options.limits.resources = 3
    let result = Compiler.synthesize(
      SourceFile(name: "service.yml", bytes: Array(spec.utf8)),
      with: Catalog.vocabulary(), options: options, format: .json)
    #expect(result.artifacts == nil)
    let located = try #require(
      result.findings.located.first { $0.finding.code.severity == .error })
    #expect(located.finding.code.id == "CFN010")
    #expect(
      located.finding.message.hasPrefix(
        "2 things name each other in circles and must stand in one template, which has "))
    #expect(
      located.finding.help
        == "take away what closes the circles: `t0` names `api`, which names `t0`")
    #expect(
      located.finding.related.map(\.message) == ["`t0` names `api` here", "`api` names `t0` here"])
  }

  /// An output that tells what another template asks for exports it: two each are enough.
  @Test func anOutputIsNotWrittenTwice() throws {
    let limits = TemplateLimits(resources: 1, parameters: 200, outputs: 2, bytes: 1_000_000)
    let artifacts = try #require(
      synthesize(ManyTables(3) { $0 == 0 ? [] : [$0 - 1] }, limits).artifacts)
    let parts = try templates(artifacts)
    #expect(parts.count == 3)
    #expect(SplitStack.complaints(parts) == [])
    let exports = parts[0].leaves.filter { $0.pointer.hasSuffix("/Export/Name") }
    #expect(
      exports.map { "\($0.pointer): \(parts[0].tree.text(of: $0.node))" } == [
        "/Outputs/T0TableName/Export/Name: many-T0Table",
        "/Outputs/T0TableArn/Export/Name: many-T0Table-Arn",
      ])
  }
}
