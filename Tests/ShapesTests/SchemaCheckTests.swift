// How a check reports: every fault once, nothing that follows from another, and what is only tried
// leaves no trace.

import Diagnostics
import Provenance
import Shapes
import Testing

@Suite struct SchemaCheckTests {
  static let cases: [(schema: String, text: String, codes: [String])] = [
    // One fault, one finding.
    (#"{"type":"integer","enum":[1,2],"maximum":2}"#, "7", ["SHAPE003"]),
    (#"{"type":"string","minLength":3,"pattern":"^[a-z]+$"}"#, "'1'", ["SHAPE006"]),
    (#"{"type":"array","enum":[["a"]],"maxItems":1}"#, "[b, c]", ["SHAPE003"]),
    (#"{"type":"object","enum":[{"a":1}]}"#, "{a: 2}", ["SHAPE003"]),
    (#"{"type":"object","const":{"a":1,"b":2}}"#, "{b: 2, a: 0x1}", []),
    // The nearest branch speaks when several fit by kind.
    (
      #"{"anyOf":[{"type":"object","required":["a","b"]},{"type":"object","required":["c"]}]}"#,
      "{a: 1}", ["SHAPE004"]
    ),
    (#"{"anyOf":[{"type":"string"},{"type":"object","required":["c"]}]}"#, "{}", ["SHAPE004"]),
    (#"{"anyOf":[{"type":"string"},{"type":"array"}]}"#, "7", ["SHAPE002"]),
    (#"{"anyOf":[{"type":"integer"},{"type":"array"}]}"#, "${a.b}", ["SHAPE015"]),
    (#"{"anyOf":[{"type":"string"}],"minLength":3}"#, "ab", ["SHAPE006"]),
    // What is only tried leaves no finding behind.
    (
      #"{"if":{"properties":{"a":{"const":1}}},"then":{"required":["b"]},"else":{"required":["c"]}}"#,
      "{a: 2, c: 1}", []
    ),
    (
      #"{"if":{"properties":{"a":{"const":1}}},"then":{"required":["b"]},"else":{"required":["c"]}}"#,
      "{a: 1, c: 1}", ["SHAPE004"]
    ),
    // An unknown key that means a missing one is one mistake.
    (
      #"{"properties":{"name":{"type":"string"}},"required":["name"],"additionalProperties":false}"#,
      "{nmae: x}", ["SHAPE001"]
    ),
    // Elements that differ only in how a letter is spelled are two; equal numbers are one.
    (#"{"uniqueItems":true}"#, "[\u{E9}, e\u{301}]", []),
    (#"{"uniqueItems":true}"#, "[1, 1.0, 0x1]", ["SHAPE009", "SHAPE009"]),
    (#"{"uniqueItems":true}"#, "[{a: 1, b: 2}, {b: 2, a: 1}]", ["SHAPE009"]),
    // Bounds that no 64 bits hold.
    (#"{"type":"integer"}"#, "123456789012345678901234567890", ["SHAPE005"]),
    (#"{"type":"integer","maximum":10}"#, "1e400", ["SHAPE005"]),
    (#"{"type":"number","minimum":0}"#, ".nan", ["SHAPE005"]),
    (#"{"type":"integer"}"#, ".inf", ["SHAPE005"]),
    (#"{"type":"integer"}"#, "5.5", ["SHAPE002"]),
    (#"{"type":"integer"}"#, "5.0", []),
    (#"{"type":"integer"}"#, ".nan", ["SHAPE002"]),
    (#"{"type":"string","maxLength":1}"#, "😀", []),
    // A reference is known later, unless it may not stand there at all.
    (#"{"type":"string","pattern":"^x$","maxLength":2}"#, "${a.b}", []),
    (#"{"type":"string","x-literal":true}"#, "${a.b}", ["SHAPE015"]),
    (#"{"type":"string","enum":["x"]}"#, "${a.b}", ["SHAPE015"]),
    (#"{"type":"integer"}"#, "${a.b}", ["SHAPE015"]),
    (#"{"x-open":true,"type":"object"}"#, "[what, ever]", []),
    (#"{"x-one-or-many":true,"type":"array","items":{"type":"string"}}"#, "x", []),
    (#"{"x-one-or-many":true,"type":"array","items":{"type":"string"}}"#, "7", ["SHAPE002"]),
    (#"{"x-one-or-many":true,"type":"array","items":{"type":"string"}}"#, "[x, 7]", ["SHAPE002"]),
    (#"{"x-coerce":true,"type":"string"}"#, "7", ["SHAPE013"]),
    (#"{"enum":["x"],"x-enum-alias":{"y":"x"}}"#, "y", ["SHAPE014"]),
    (#"{"enum":[]}"#, "y", ["SHAPE003"]),
  ]

  @Test(arguments: cases)
  func reportsOnce(_ schema: String, _ text: String, _ codes: [String]) throws {
    let checked = try Checked(text, schema: schema)
    #expect(checked.sink.findings.map(\.code.id) == codes, "\(checked.lines)")
  }

  /// A word that names no number is not told to lose its quotes.
  @Test(arguments: ["nan", "inf", "0x1p3", "-", "e5"])
  func helpsWithNumbersOnly(_ text: String) throws {
    let checked = try Checked("'\(text)'", schema: #"{"type":"integer"}"#)
    #expect(checked.sink.findings.map(\.help) == [nil])
    let number = try Checked("'12'", schema: #"{"type":"integer"}"#)
    #expect(number.sink.findings.map(\.help) == ["write the number without quotes"])
  }

  @Test func keysInTheOtherSpellingCarryTheSameOrdinal() throws {
    let schema = #"{"properties":{"a":{},"b":{"x-alias":["bee"]}}}"#
    let checked = try Checked("{bee: 1, a: 2}", schema: schema)
    let ordinals = checked.tree.entries(of: checked.root).map { checked.tree.ordinal(of: $0.key) }
    #expect(ordinals == [2, 1])
    let twice = try Checked("{bee: 1, b: 2}", schema: schema)
    #expect(twice.sink.findings.map(\.code.id) == ["SHAPE010"])
    #expect(twice.lines.last == "  related 1:2-1:5: `bee` means the same")
  }

  /// A hundred thousand conditions take no hundred thousand copies of the tree.
  @Test(.timeLimit(.minutes(20)))
  func conditionsCostNoCopies() throws {
    let schema = #"""
      {"items":{"if":{"properties":{"a":{"const":1}}},"then":{"required":["b"]},
        "anyOf":[{"type":"object","required":["a"]},{"type":"object","required":["z"]}]}}
      """#
    let text = String(repeating: "- {a: 1, b: 2}\n", count: 20_000)
    let checked = try Checked(text, schema: schema)
    #expect(checked.sink.findings.isEmpty)
  }

  @Test func aSchemaSurvivesItsBlob() throws {
    let json = #"""
      {"type":"object","properties":{"a":{"type":["string","null"],"x-alias":["ay"],"minLength":1,
        "maxLength":9,"pattern":"^é+$","format":"date","x-literal":true},
        "b":{"$ref":"#/$defs/list"},"c":{"enum":["x",1,null,{"k":[]}],"x-enum-alias":{"y":"x"}},
        "d":{"type":"number","minimum":-0.5,"maximum":1e300,"x-ineffective":"it does nothing"},
        "e":{"anyOf":[{"type":"string"},{"allOf":[{"minProperties":1},{"maxProperties":2}]}]}},
      "required":["b","z"],"additionalProperties":{"type":"boolean"},
      "propertyNames":{"maxLength":3},"if":true,"then":{},"else":false,
      "$defs":{"list":{"type":"array","items":{"$ref":"#"},"minItems":1,"maxItems":4,
        "uniqueItems":true,"x-one-or-many":true}}}
      """#
    let schema = try Checked("{b: [], z: 1}", schema: json).schema
    let blob = schema.encoded()
    let copy = Schema(encoded: blob)
    #expect(copy.encoded() == blob)
    #expect(copy.shapes.count == schema.shapes.count)
    #expect(copy.root("test") == schema.root("test"))
    #expect(copy.root("other") == nil)
    let root = copy.shape(try #require(copy.root("test")))
    #expect(root.properties.indices.count == 7)
    let property = try #require(copy.property(Array("ay".utf8)[...], of: root))
    #expect(copy.properties[property].flags == .alias)
  }

  @Test(arguments: [
    (#"{"not":{}}"#, true), (#"{"pattern":"(?=a)"}"#, true), (#"{"$ref":"other.json"}"#, true),
    (##"{"$ref":"#/$defs/none"}"##, false), (##"{"$ref":"#"}"##, false),
    (#"{"type":"text"}"#, false),
    (#"{"minItems":-1}"#, false), (#"{"minimum":"1"}"#, false), ("7", false),
    (#"{"properties":{"a":{},"b":{"x-alias":["a"]}}}"#, false),
  ])
  func refusesASchemaItCannotUse(_ json: String, _ isOutsideSubset: Bool) {
    let fault = #expect(throws: SchemaFault.self) { try Checked("a", schema: json) }
    #expect(fault?.isOutsideSubset == isOutsideSubset)
  }
}
