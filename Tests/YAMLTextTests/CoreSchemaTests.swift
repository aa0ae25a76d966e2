// What plain scalars are, row by row of YAML 1.2.2 §10.3.2, and what the numbers among them are
// worth.

import Provenance
import TestKit
import Testing

@Suite struct CoreSchemaTests {
  static let rows: [(NodeKind, [String])] = [
    (.null, ["", "null", "Null", "NULL", "~"]),
    (.boolean, ["true", "True", "TRUE", "false", "False", "FALSE"]),
    (.integer, ["0", "-19", "+12", "007", "0o7", "0o17", "0x3A", "0xff", "12345678901234567890"]),
    (
      .float,
      [
        "0.", "-0.0", ".5", "+12e03", "-2E+05", "1e-9", "1.5", ".inf", "-.Inf", "+.INF", ".nan",
        ".NaN", ".NAN", "1e400", "08.5",
      ]
    ),
    (
      .string,
      [
        "no", "No", "yes", "on", "off", "y", "n", "nUll", "tRue", "truth", "nil", "~x", "+",
        ".", "..", "-.", "1_000", "0b1", "0o8", "0x", "0xG", "-0x1F", "+0o7", "1e", "1e+", "e5",
        "1.2.3", "12:30", "2024-01-31", "+.nan", ".infinity", "inf", "nan", "1 2", "0.0.0.0", "١",
      ]
    ),
  ]

  @Test(arguments: rows.flatMap { row in row.1.map { (row.0, $0) } })
  func tellsWhatAPlainScalarIs(_ kind: NodeKind, _ text: String) throws {
    let reading = Reading("k: \(text)\n")
    let node = try #require(reading.node("k"), "\(reading.lines)")
    #expect(reading.tree.kind(of: node) == kind)
  }

  @Test(arguments: ["null", "true", "12", "1.5", "~", ""])
  func quotesAndBlocksMakeStrings(_ text: String) throws {
    for written in ["'\(text)'", "\"\(text)\"", "|-\n  \(text)", ">-\n  \(text)", "!!str \(text)"] {
      let reading = Reading("k: \(written)\n")
      let node = try #require(reading.node("k"), "\(reading.lines)")
      #expect(reading.tree.kind(of: node) == .string, "\(written)")
      #expect(reading.tree.text(of: node) == text)
    }
  }

  @Test(arguments: [
    ("0", 0), ("-19", -19), ("+12", 12), ("007", 7), ("0o17", 15), ("0x3A", 58), ("0xff", 255),
    ("9223372036854775807", Int.max), ("-9223372036854775808", Int.min),
  ])
  func readsWholeNumbers(_ text: String, _ value: Int) throws {
    let reading = Reading(text)
    #expect(reading.tree.integer(of: try #require(reading.root)) == value)
  }

  @Test(arguments: ["9223372036854775808", "0xFFFFFFFFFFFFFFFF", "0o7777777777777777777777"])
  func aWholeNumberBeyondTheRangeHasNoValue(_ text: String) throws {
    let reading = Reading(text)
    let root = try #require(reading.root)
    #expect(reading.tree.kind(of: root) == .integer)
    #expect(reading.tree.integer(of: root) == nil)
    #expect((reading.tree.number(of: root) ?? 0) > 9e18)
  }

  @Test(arguments: [
    ("0.", 0.0), (".5", 0.5), ("-.5", -0.5), ("+12e03", 12_000), ("-2E+05", -200_000),
    ("1.5", 1.5), (".inf", Double.infinity), ("-.INF", -Double.infinity),
    ("1e400", Double.infinity), ("0x10", 16),
  ])
  func readsNumbers(_ text: String, _ value: Double) throws {
    let reading = Reading(text)
    #expect(reading.tree.number(of: try #require(reading.root)) == value)
  }

  @Test func readsNotANumber() throws {
    let reading = Reading(".NaN")
    #expect(reading.tree.number(of: try #require(reading.root))?.isNaN == true)
  }
}
