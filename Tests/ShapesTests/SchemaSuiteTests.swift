// The public JSON-Schema-Test-Suite, where it is at hand: every group that keeps to our keywords.

import Diagnostics
import Foundation
import JSONText
import Provenance
import Shapes
import TestKit
import Testing

@Suite struct SchemaSuiteTests {
  /// How many groups a file of the suite has for us; fewer would be keywords lost unnoticed.
  static let groupsMin: [String: Int] = [
    "type": 11, "properties": 2, "required": 3, "additionalProperties": 3, "propertyNames": 3,
    "items": 3, "minItems": 2, "maxItems": 2, "uniqueItems": 2, "enum": 10, "const": 15,
    "minimum": 2, "maximum": 2, "minLength": 2, "maxLength": 2, "pattern": 2, "minProperties": 2,
    "maxProperties": 3, "anyOf": 6, "allOf": 6, "if-then-else": 6, "ref": 12, "boolean_schema": 2,
  ]

  private struct Tally {
    var groups = 0
    var tests = 0
    var skipped: [String: Int] = [:]
  }

  @Test func passesEveryGroupOfOurSubset() throws {
    let files = try Suites.files(of: "json-schema-2020-12", ending: ".json")
    guard !files.isEmpty else {
      Suites.announce("JSON-Schema-Test-Suite did not run: ASHLAR_SUITES names no folder with it")
      return
    }
    var total = Tally()
    for file in files {
      var tally = Tally()
      try run(file, &tally)
      let name = String(file.lastPathComponent.dropLast(5))
      #expect(tally.groups >= SchemaSuiteTests.groupsMin[name] ?? 0, "\(name)")
      total.groups += tally.groups
      total.tests += tally.tests
      total.skipped.merge(tally.skipped, uniquingKeysWith: +)
    }
    let skipped = total.skipped.sorted { $0.key < $1.key }.map { "\($0.value) for \($0.key)" }
    Suites.announce(
      "JSON-Schema-Test-Suite: \(total.groups) groups, \(total.tests) tests ran; skipped "
        + skipped.joined(separator: ", "))
  }

  private func run(_ file: URL, _ tally: inout Tally) throws {
    var tree = Tree()
    var sink = Sink()
    let source = SourceFile(
      name: file.lastPathComponent, bytes: [UInt8](try Data(contentsOf: file)))
    let root = try parseJSON(source, into: &tree, sink: &sink)
    for group in Array(tree.children(of: root)) {
      let node = try #require(tree.value("schema", in: group))
      guard !holdsInnerBase(node, in: tree) else {
        tally.skipped["an inner `$id`", default: 0] += 1
        continue
      }
      let schema: Schema
      do throws(SchemaFault) {
        var reader = SchemaReader(tree: tree)
        try reader.add(root: node, named: "suite")
        // What the program carries is the blob, so the blob is what is tried.
        schema = Schema(encoded: reader.finish().encoded())
      } catch {
        guard error.isOutsideSubset else { throw error }
        tally.skipped[reason(error), default: 0] += 1
        continue
      }
      tally.groups += 1
      let shape = try #require(schema.root("suite"))
      for test in Array(tree.children(of: try #require(tree.value("tests", in: group)))) {
        tally.tests += 1
        let data = try #require(tree.value("data", in: test))
        let isValid = tree.boolean(of: try #require(tree.value("valid", in: test)))
        var findings = Sink()
        var memory = CheckMemory()
        SchemaCheck.check(
          data, against: shape, of: schema, formats: [], isFragment: false, memory: &memory,
          in: &tree,
          sink: &findings)
        let name = [group, test].compactMap { tree.value("description", in: $0) }
          .map { tree.text(of: $0) }.joined(separator: ": ")
        #expect(
          (findings.errorCount == 0) == isValid,
          "\(file.lastPathComponent): \(name): \(findings.findings.map(\.message))")
        #expect(holdsBroken(data, in: tree) == !isValid, "\(name)")
      }
    }
  }

  /// The keyword in backticks, or the words without what varies.
  private func reason(_ fault: SchemaFault) -> String {
    let words = fault.message.split(separator: "`")
    return words.count > 1 ? "`\(words[1])`" : String(fault.message.prefix { $0 != ":" })
  }

  private func holdsInnerBase(_ schema: NodeID, in tree: Tree) -> Bool {
    var node = schema.raw + 1
    while node < tree.after(schema).raw {
      defer { node += 1 }
      let key = NodeID(node)
      let isBase = ["$id", "$anchor"].contains { tree.textEquals(key, $0) }
      if tree.kind(of: key) == .string, isBase { return true }
    }
    return false
  }

  /// A value that earned an error bears a mark, or something in it does.
  private func holdsBroken(_ root: NodeID, in tree: Tree) -> Bool {
    (root.raw..<tree.after(root).raw).contains { tree.isBroken(NodeID($0)) }
  }
}
