// Decoding: what broken marks, aliases and merged layers become in typed fields, and where they say
// they come from.

import Diagnostics
import Compliance
import Provenance
import Shapes
import Testing

@Suite struct DecodingTests {
  static let schema = #"""
    {"type":"object","properties":{
      "count":{"type":"integer","minimum":1},
      "names":{"type":"array","items":{"type":"string","minLength":2},"x-one-or-many":true},
      "limits":{"type":"object","properties":{"low":{"type":"integer"},"high":{"type":"integer"},
        "other":{"type":"integer","x-alias":["another"]}},"additionalProperties":false},
      "tags":{"type":"object","additionalProperties":{"type":"string"}},
      "on":{"type":"boolean"},"ratio":{"type":"number"},"title":{"type":"string"}},
     "additionalProperties":false}
    """#

  private func field<Value: ShapeValue>(
    _ checked: Checked, _ key: String, as type: Value.Type
  ) throws -> (field: Field<Value>, isIntact: Bool) {
    var isIntact = true
    let node = try #require(checked.node(key))
    return (Field<Value>(node, in: checked.tree, &isIntact), isIntact)
  }

  @Test func readsWhatHolds() throws {
    let checked = try Checked(
      "{count: 0x10, on: true, ratio: 1, title: 'a${b.c}', names: [ab, cd]}",
      schema: DecodingTests.schema)
    #expect(try field(checked, "count", as: Int.self).field.value == 16)
    #expect(try field(checked, "on", as: Bool.self).field.value == true)
    #expect(try field(checked, "ratio", as: Double.self).field.value == 1)
    let title = try field(checked, "title", as: Text.self).field.value
    #expect(title?.written == "a${b.c}")
    #expect(title?.literal == nil)
    let names = try field(checked, "names", as: List<String>.self)
    #expect(names.isIntact)
    #expect(names.field.value?.elements.map(\.value) == ["ab", "cd"])
  }

  @Test func aReportedValueIsBroken() throws {
    let checked = try Checked("{count: 0, names: [ab, c]}", schema: DecodingTests.schema)
    let count = try field(checked, "count", as: Int.self)
    #expect(count.field.isBroken && !count.field.isAbsent && !count.isIntact)
    #expect(count.field.value == nil)
    #expect(count.field.node == checked.node("count"))
    let names = try field(checked, "names", as: List<String>.self)
    #expect(!names.isIntact)
    #expect(names.field.value?.isIntact == false)
    #expect(names.field.value?.elements.map(\.value) == ["ab"])
  }

  @Test func oneStandsForMany() throws {
    let checked = try Checked("names: ab", schema: DecodingTests.schema)
    let names = try field(checked, "names", as: List<String>.self).field
    #expect(names.value?.elements.map(\.value) == ["ab"])
    #expect(names.value?.elements.first?.node == checked.node("names"))
    let broken = try Checked("names: a", schema: DecodingTests.schema)
    #expect(try !field(broken, "names", as: List<String>.self).isIntact)
  }

  /// What a use got wrong is broken there, and whole where it was defined.
  @Test func everyUseOfAnAliasIsJudgedByItself() throws {
    let checked = try Checked(
      "{title: &x hello, names: [*x], count: *x}", schema: DecodingTests.schema)
    #expect(checked.sink.findings.map(\.code.id) == ["SHAPE002"])
    #expect(checked.lines.first?.contains("1:39-1:41 /count") == true, "\(checked.lines)")
    #expect(checked.lines.last?.contains("1:9-1:17: the value is defined here") == true)
    #expect(try field(checked, "title", as: String.self).field.value == "hello")
    #expect(try field(checked, "names", as: List<String>.self).isIntact)
    #expect(try field(checked, "count", as: Int.self).field.isBroken)
  }

  @Test func aMappingOfNamesKeepsItsKeys() throws {
    let checked = try Checked("tags: {b: x, a: 7, c: y}", schema: DecodingTests.schema)
    let tags = try field(checked, "tags", as: NamedValues<String>.self)
    #expect(tags.field.value?.entries.map(\.key) == ["b", "a", "c"])
    #expect(tags.field.value?.entries.map(\.value.isBroken) == [false, true, false])
    #expect(!tags.isIntact)
  }
}

@Suite struct LayerTests {
  private func merged(_ texts: [String]) throws -> (checked: Checked, root: NodeID) {
    var checked = try Checked(texts, schema: DecodingTests.schema)
    let root = try #require(LayerStack.merge(checked.roots, in: &checked.tree))
    return (checked, root)
  }

  /// `key: value (text line:column)` of every entry, inner mappings in braces.
  private func shown(_ node: NodeID, in tree: Tree) -> String {
    let content = tree.content(of: node)
    switch tree.kind(of: content) {
    case .mapping:
      let entries = tree.entries(of: content).map {
        tree.text(of: $0.key) + ": " + shown($0.value, in: tree)
      }
      return "{" + entries.joined(separator: ", ") + "}"
    case .sequence:
      return "[" + tree.children(of: content).map { shown($0, in: tree) }.joined(separator: ", ")
        + "]"
    default:
      let source = tree.source(of: tree.origin(of: node)).name.dropFirst(4).first.map(String.init)
      return tree.text(of: content) + "@" + (source ?? "?")
    }
  }

  @Test(arguments: [
    (["{count: 1}"], "{count: 1@0}"),
    (["{count: 1}", "{count: 2}"], "{count: 2@1}"),
    (["{count: 1}", "{title: x}"], "{title: x@1, count: 1@0}"),
    (["{names: [aa, bb]}", "{names: [cc]}"], "{names: [cc@1]}"),
    (
      ["{limits: {low: 1, high: 2}}", "{limits: {high: 3}}", "{limits: {other: 4}}"],
      "{limits: {other: 4@2, high: 3@1, low: 1@0}}"
    ),
    (["{limits: {other: 1}}", "{limits: {another: 2}}"], "{limits: {another: 2@1}}"),
    (["{tags: {a: x}}", "{}", "{tags: {b: y}}"], "{tags: {b: y@2, a: x@0}}"),
    (
      ["{tags: {a: x}}", "{tags: &t {b: y}}", "{title: z}"], "{title: z@2, tags: {b: y@1, a: x@0}}"
    ),
    // What was reported wins, so that nothing is concluded from what lies beneath.
    (["{limits: {low: 1}}", "{limits: 7}"], "{limits: 7@1}"),
    (["{limits: {low: 1}}", "{limits: {low: x}}"], "{limits: {low: x@1}}"),
  ])
  func theStrongerLayerWins(_ texts: [String], _ expected: String) throws {
    let (checked, root) = try merged(texts)
    #expect(shown(root, in: checked.tree) == expected)
  }

  @Test func aMergedValueKnowsItsTextAndPlace() throws {
    let (checked, root) = try merged(["limits:\n  low: 1\n  high: 2\n", "limits:\n  high: 3\n"])
    let tree = checked.tree
    let limits = try #require(checked.node("limits", from: root))
    let low = try #require(checked.node("limits", "low", from: root))
    #expect(tree.source(of: tree.origin(of: low)).name == "text0.yml")
    #expect(tree.pointer(to: tree.writtenNode(of: low)) == "/limits/low")
    let head = tree.head(of: tree.writtenNode(of: limits))
    #expect(tree.sources[Int(head.source.raw)].name == "text1.yml")
    #expect(head == Span(source: head.source, start: 0, end: 6))
  }

  @Test func aFieldOfAMergedMappingIsBrokenOnlyByItsOwnLayer() throws {
    let (checked, root) = try merged(["{count: 0}", "{count: 5}"])
    var isIntact = true
    let count = try #require(checked.node("count", from: root))
    #expect(Field<Int>(count, in: checked.tree, &isIntact).value == 5)
    #expect(isIntact)
    let (other, otherRoot) = try merged(["{count: 5}", "{count: 0}"])
    let broken = try #require(other.node("count", from: otherRoot))
    #expect(Field<Int>(broken, in: other.tree, &isIntact).isBroken)
  }

  @Test func nothingMergesToNothing() throws {
    var tree = Tree()
    #expect(LayerStack.merge([], in: &tree) == nil)
    #expect(tree.records.isEmpty)
  }
}
