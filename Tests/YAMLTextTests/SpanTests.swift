// Places: both ends of every scalar, whatever the line breaks, the marks and the characters' width.

import Provenance
import TestKit
import Testing

@Suite struct SpanTests {
  static let text =
    "# head\nservice: shop\nlist:\n  - 'one'\n  - {a: \"two\"}\nblock: |\n  x\n  y\nlast: 9"

  static let places = [
    (["service"], "2:10-2:14"), (["list", "0"], "4:5-4:10"), (["list", "1"], "5:5-5:15"),
    (["list", "1", "a"], "5:9-5:14"), (["last"], "9:7-9:8"),
  ]

  private func expectPlaces(_ reading: Reading) throws {
    for (path, extent) in SpanTests.places {
      var node = reading.root
      for step in path {
        let content = try #require(node)
        node =
          reading.tree.kind(of: content) == .mapping
          ? reading.tree.value(step, in: content)
          : Array(reading.tree.children(of: content))[try #require(Int(step))]
      }
      let found = reading.extent(of: reading.tree.span(of: try #require(node)))
      #expect(found == extent, "\(path)")
    }
  }

  @Test func countsLinesAndColumns() throws { try expectPlaces(Reading(SpanTests.text)) }

  @Test(arguments: ["\r\n", "\r"])
  func otherLineBreaksCountTheSame(_ lineBreak: String) throws {
    try expectPlaces(Reading(SpanTests.text.split(separator: "\n").joined(separator: lineBreak)))
  }

  @Test func aByteOrderMarkTakesNoColumn() throws {
    let marked = Reading(bytes: [0xEF, 0xBB, 0xBF] + SpanTests.text.utf8)
    try expectPlaces(marked)
    let first = Reading("\u{FEFF}a: 1\nb: 2\n")
    #expect(first.json == #"{"a":1,"b":2}"#)
    let key = try #require(first.root.map { first.tree.firstChild(of: $0) })
    #expect(first.extent(of: first.tree.span(of: key)) == "1:1-1:2")
  }

  /// Columns count characters: an é is one, an emoji is one, a family of them is as many as it has.
  @Test(arguments: [
    ("é: x", "1:4-1:5"), ("e\u{301}: x", "1:5-1:6"), ("日本語: x", "1:6-1:7"), ("😀😀: x", "1:5-1:6"),
    ("'👨‍👩‍👧': x", "1:10-1:11"), ("\"\\u00e9\": x", "1:11-1:12"),
  ])
  func widthIsInCharacters(_ text: String, _ extent: String) throws {
    let reading = Reading(text)
    let root = try #require(reading.root, "\(reading.lines)")
    let entry = try #require(reading.tree.entries(of: root).first { _ in true })
    #expect(reading.extent(of: reading.tree.span(of: entry.value)) == extent)
  }

  @Test func aCollectionIsNamedByItsKey() throws {
    let reading = Reading("outer:\n  inner:\n    - a: 1\n      b: 2\n")
    let inner = try #require(reading.node("outer", "inner"))
    let element = try #require(reading.node("outer", "inner", "0"))
    #expect(reading.extent(of: reading.tree.head(of: inner)) == "2:3-2:8")
    #expect(reading.extent(of: reading.tree.head(of: element)) == "3:7-3:8")
    #expect(reading.tree.pointer(to: element) == "/outer/inner/0")
  }

  @Test func pointersEscapeWhatTheyMust() throws {
    let reading = Reading("'a/b':\n  'c~d': [1, {'': 2}]\n")
    let node = try #require(reading.node("a/b", "c~d", "1", ""))
    #expect(reading.tree.pointer(to: node) == "/a~1b/c~0d/1/")
  }

  @Test func linesOfATextAreFound() {
    let table = LineTable(Array("a\r\nb\rc\n\nd".utf8))
    let lines = (1...6).map { table.line($0).map { String(decoding: $0, as: UTF8.self) } }
    #expect(lines == ["a", "b", "c", "", "d", nil])
    #expect(table.lineCount == 5)
    #expect(table.lineColumn(at: 8) == LineColumn(line: 5, column: 1))
    #expect(table.line(0) == nil)
  }
}
