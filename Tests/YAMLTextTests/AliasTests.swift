// Anchors, aliases and merge keys: what they mean, and that both their places are known.

import Provenance
import TestKit
import Testing

@Suite struct AliasTests {
  static let meanings = [
    ("a: &x 1\nb: *x\n", #"{"a":1,"b":1}"#),
    ("a: &x [1, &y 2]\nb: [*x, *y]\n", #"{"a":[1,2],"b":[[1,2],2]}"#),
    ("a: &x 1\nb: &x 2\nc: *x\n", #"{"a":1,"b":2,"c":2}"#),
    (
      "a: &x {k: &y 1}\nb: &z {i: *x, j: *y}\nc: *z\n",
      #"{"a":{"k":1},"b":{"i":{"k":1},"j":1},"c":{"i":{"k":1},"j":1}}"#
    ),
    ("&k key: 1\nb: *k\n", #"{"b":"key","key":1}"#),
    ("a: &k name\n*k : 2\n", #"{"a":"name","name":2}"#),
    // Merge keys: the mapping's own keys first, then the sources in their order.
    ("d: &d {a: 1, b: 2}\nm: {<<: *d, b: 3}\n", #"{"d":{"a":1,"b":2},"m":{"a":1,"b":3}}"#),
    ("d: &d {a: 1}\nm: {b: 3, <<: *d}\n", #"{"d":{"a":1},"m":{"a":1,"b":3}}"#),
    (
      "d: &d {a: 1}\ne: &e {a: 2, b: 2}\nm: {<<: [*d, *e]}\n",
      #"{"d":{"a":1},"e":{"a":2,"b":2},"m":{"a":1,"b":2}}"#
    ),
    (
      "d: &d {a: 1}\ne: &e {<<: *d, b: 2}\nm: {<<: *e, c: 3}\n",
      #"{"d":{"a":1},"e":{"a":1,"b":2},"m":{"a":1,"b":2,"c":3}}"#
    ),
    ("m: {<<: {a: 1}, <<: {a: 2, b: 2}}\n", #"{"m":{"a":1,"b":2}}"#),
    (
      "d: &d {x: {p: 1}}\nm: {<<: *d, x: {q: 2}}\n",
      #"{"d":{"x":{"p":1}},"m":{"x":{"q":2}}}"#
    ),
    (
      "d: &d {a: 1}\nm:\n  <<: *d\n  in: &i {k: 1}\nn: *i\no: {<<: *i}\n",
      #"{"d":{"a":1},"m":{"a":1,"in":{"k":1}},"n":{"k":1},"o":{"k":1}}"#
    ),
    (
      "d: &d {in: &i {k: 1}}\nm: &m {<<: *d}\nn: *m\no: *i\n",
      #"{"d":{"in":{"k":1}},"m":{"in":{"k":1}},"n":{"in":{"k":1}},"o":{"k":1}}"#
    ),
    ("m: {'<<': 1}\n", #"{"m":{"<<":1}}"#),
    ("- &a {x: 1}\n- {<<: *a}\n- *a\n", #"[{"x":1},{"x":1},{"x":1}]"#),
    ("<<: {a: 1}\n", #"{"a":1}"#),
  ]

  @Test(arguments: meanings)
  func meansWhatItNames(_ text: String, _ json: String) {
    let reading = Reading(text)
    #expect(reading.json == json, "\(reading.lines)")
  }

  @Test func knowsWhereAnAliasIsUsedAndDefined() throws {
    let reading = Reading("a: &x {k: 1}\nb: *x\n")
    let use = try #require(reading.node("b"))
    #expect(reading.extent(of: reading.tree.span(of: use)) == "2:4-2:6")
    #expect(reading.tree.flags(of: use).contains(.use))
    let inner = try #require(reading.node("b", "k"))
    #expect(reading.extent(of: reading.tree.span(of: inner)) == "1:11-1:12")
    #expect(reading.tree.pointer(to: inner) == "/b/k")
    let definition = try #require(reading.node("a", "k"))
    #expect(reading.tree.pointer(to: definition) == "/a/k")
  }

  @Test func knowsWhereAMergedValueIsUsedAndDefined() throws {
    let reading = Reading("d: &d\n  a: 1\n  b: 2\nm:\n  <<: *d\n  c: 3\n")
    let merged = try #require(reading.node("m", "a"))
    #expect(reading.extent(of: reading.tree.span(of: merged)) == "5:7-5:9")
    let content = reading.tree.content(of: merged)
    #expect(reading.extent(of: reading.tree.span(of: content)) == "2:6-2:7")
    #expect(reading.tree.pointer(to: merged) == "/m/a")
    let mapping = try #require(reading.node("m"))
    #expect(reading.extent(of: reading.tree.head(of: mapping)) == "4:1-4:2")
  }

  /// A value used twice is two values: what is wrong with one use says nothing of the other.
  @Test func everyUseIsAValueOfItsOwn() throws {
    var reading = Reading("a: &x [1]\nb: *x\nc: *x\n")
    let first = try #require(reading.node("b", "0"))
    let second = try #require(reading.node("c", "0"))
    #expect(first != second)
    reading.markBroken(first)
    #expect(reading.tree.isBroken(first))
    #expect(!reading.tree.isBroken(second))
  }

  @Test func anAliasAsKeyStandsWhereItIsUsed() {
    let reading = Reading("a: &k b\n*k : 1\nb: 2\n")
    #expect(
      reading.lines.hasPrefix("error[YAML003] 3:1-3:2: key `b` is already in this mapping"))
    #expect(reading.lines.contains("related 2:1-2:3: first written here"))
  }

  static let refusals = [
    ("a: *x\n", "YAML005"), ("a: &x [*x]\n", "YAML005"), ("a: &first 1\nb: *frist\n", "YAML005"),
    ("a: &x 1\n<<: *x\n", "YAML011"), ("<<: [{a: 1}, 2]\n", "YAML011"), ("<<: text\n", "YAML011"),
    ("<<:\n", "YAML011"), ("a: &x {b: 1}\n*x : 2\n", "YAML004"), ("a: &x [1]\n*x : 2\n", "YAML004"),
    ("a: &x 7\n*x : 2\n", "YAML004"),
  ]

  @Test(arguments: refusals)
  func refuses(_ text: String, _ code: String) {
    let reading = Reading(text)
    #expect(reading.root == nil)
    #expect(reading.codes == [code], "\(reading.lines)")
  }

  @Test func suggestsTheAnchorThatWasMeant() {
    #expect(Reading("a: &first 1\nb: *frist\n").lines.contains("help: did you mean `*first`?"))
  }
}
