// What the reader of JSON takes and refuses, with the place it points at.

import Diagnostics
import JSONText
import Provenance
import Testing

/// One error of a text: `CODE line:column-line:column message`.
private func faults(_ bytes: [UInt8]) -> [String] {
  var tree = Tree()
  var sink = Sink()
  do throws(Reported) {
    _ = try parseJSON(SourceFile(name: "t.json", bytes: bytes), into: &tree, sink: &sink)
  } catch {
    #expect(sink.errorCount > 0)
  }
  return Findings(sink, in: tree).located.map {
    "\($0.finding.code.id) \($0.place.start.line):\($0.place.start.column)-"
      + "\($0.place.end.line):\($0.place.end.column) \($0.finding.message)"
  }
}

private func parsed(_ text: String) throws -> (tree: Tree, root: NodeID) {
  var tree = Tree()
  var sink = Sink()
  let root = try parseJSON(
    SourceFile(name: "t.json", bytes: Array(text.utf8)), into: &tree, sink: &sink)
  #expect(sink.findings.isEmpty)
  return (tree, root)
}

@Test(arguments: [
  ("", "JSON001 1:1-1:1 expected a value, found the end of the text"),
  (" \n", "JSON001 2:1-2:1 expected a value, found the end of the text"),
  ("1 2", "JSON001 1:3-1:4 expected the end of the text, found `2`"),
  ("\u{FEFF}\u{FEFF}1", "JSON001 1:1-1:2 expected a value, found the character U+FEFF"),
  ("[1,]", "JSON001 1:3-1:4 a comma stands after the last value"),
  ("{\"a\":1,\n}", "JSON001 1:7-1:8 a comma stands after the last value"),
  ("[1", "JSON001 1:3-1:3 expected `,` or `]`, found the end of the text"),
  ("[1 2]", "JSON001 1:4-1:5 expected `,` or `]`, found `2`"),
  ("[,]", "JSON001 1:2-1:3 expected a value, found `,`"),
  ("{\"é\" 1}", "JSON001 1:6-1:7 expected `:` after the key, found `1`"),
  ("{a:1}", "JSON001 1:2-1:3 expected a key in double quotes, found `a`"),
  ("{\"a\":1]", "JSON001 1:7-1:8 expected `,` or `}`, found `]`"),
  ("'a'", "JSON001 1:1-1:2 expected a value, found `'`"),
  ("// x\n1", "JSON001 1:1-1:2 expected a value, found `/`"),
  ("\u{1B}[31m", "JSON001 1:1-1:2 expected a value, found the character U+001B"),
  ("💥", "JSON001 1:1-1:2 expected a value, found `💥`"),
  ("01", "JSON001 1:1-1:3 a number may not begin with `0`"),
  ("-", "JSON001 1:2-1:2 expected a digit, found the end of the text"),
  ("+1", "JSON001 1:1-1:2 expected a value, found `+`"),
  ("1.", "JSON001 1:3-1:3 expected a digit, found the end of the text"),
  (".5", "JSON001 1:1-1:2 expected a value, found `.`"),
  ("1e+", "JSON001 1:4-1:4 expected a digit, found the end of the text"),
  ("0x1F", "JSON001 1:2-1:3 expected the end of the text, found `x`"),
  ("[NaN]", "JSON001 1:2-1:5 `NaN` is not a value"),
  ("True", "JSON001 1:1-1:5 `True` is not a value"),
  ("nulll", "JSON001 1:1-1:6 `nulll` is not a value"),
  ("\"é", "JSON001 1:1-1:3 the string is not closed on its line"),
  ("\"a\nb\"", "JSON001 1:1-1:3 the string is not closed on its line"),
  ("\"\\", "JSON001 1:2-1:3 the string is not closed"),
  ("\"a\tb\"", "JSON001 1:3-1:4 the control character U+0009 is not escaped"),
  ("\"\u{0}\"", "JSON001 1:2-1:3 the control character U+0000 is not escaped"),
  ("\"\\x41\"", "JSON001 1:2-1:4 a backslash before `x` is no escape"),
  ("\"é\\u12\"", "JSON001 1:3-1:7 `\\u` needs four hexadecimal digits"),
  ("\"\\ud800\"", "JSON001 1:2-1:8 half of a surrogate pair stands alone"),
  ("\"\\ud800\\n\"", "JSON001 1:2-1:8 half of a surrogate pair stands alone"),
  ("\"\\ud800\\ud800\"", "JSON001 1:2-1:8 half of a surrogate pair stands alone"),
  ("\"\\udc00\"", "JSON001 1:2-1:8 half of a surrogate pair stands alone"),
  ("\"\\ud800\\u12\"", "JSON001 1:8-1:12 `\\u` needs four hexadecimal digits"),
])
func refusesWhatIsNotJSON(text: String, fault: String) {
  #expect(faults(Array(text.utf8)) == [fault])
}

@Test(
  arguments: [
    ([0x80], 1), ([0x22, 0xC3, 0x22], 2), ([0x22, 0xC0, 0x80, 0x22], 2),
    ([0x22, 0xED, 0xA0, 0x80, 0x22], 2), ([0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], 2),
    ([0x22, 0xE2, 0x82], 2), ([0x22, 0xFF, 0x22], 2), ([0x22, 0xC3, 0xA9, 0xFF, 0x22], 3),
    ([0x22, 0x5C, 0xFF, 0x22], 3),
  ] as [([UInt8], Int)])
func refusesInvalidEncoding(bytes: [UInt8], column: Int) {
  #expect(
    faults(bytes) == ["JSON001 1:\(column)-1:\(column + 1) the text is not valid UTF-8"])
}

@Test func limitsDepth() throws {
  let open = String(repeating: "[", count: 200)
  let close = String(repeating: "]", count: 200)
  #expect(try parsed(open + close).tree.records.count == 200)
  #expect(
    faults(Array("[\(open)\(close)]".utf8))
      == ["JSON003 1:201-1:202 the text nests deeper than 200 levels"])
  let bomb = [UInt8](repeating: UInt8(ascii: "["), count: 1_000_000)
  #expect(faults(bomb).count == 1)
}

@Test func findsEveryDuplicateKey() throws {
  let text = "{\"a\":1,\n \"b\":{\"x\":1,\"\\u0078\":2},\n \"a\":3}"
  #expect(
    faults(Array(text.utf8)) == [
      "JSON002 2:13-2:21 the key `x` is given twice", "JSON002 3:2-3:5 the key `a` is given twice",
    ])
  // Equal to a reader, different to a machine.
  let composed = try parsed("{\"\u{E9}\":1,\"e\u{301}\":2}")
  #expect(composed.tree.count(of: composed.root) == 2)
}

@Test(arguments: [9, 20_000])
func findsDuplicatesAmongMany(count: Int) {
  let entries = (0..<count).map { "\"k\($0)\":0" }.joined(separator: ",")
  #expect(faults(Array("{\(entries)}".utf8)).isEmpty)
  #expect(faults(Array("{\(entries),\"k0\":0,\"k\(count - 1)\":0}".utf8)).count == 2)
}

@Test func laysNodesOutInDocumentOrder() throws {
  let (tree, root) = try parsed("{\"é\": [1, -2.50e+3, true], \"b\": {\"c\": null, \"d\": \"x\"}}")
  let shown = tree.records.indices.map { index in
    let node = NodeID(UInt32(index))
    let span = tree.span(of: node)
    switch tree.kind(of: node) {
    case .mapping, .sequence:
      return "\(tree.kind(of: node)) \(span.start)-\(span.end) of \(tree.count(of: node))"
    default: return "\(tree.kind(of: node)) \(span.start)-\(span.end) \(tree.text(of: node))"
    }
  }
  #expect(
    shown == [
      "mapping 0-54 of 2", "string 1-4 é", "sequence 6-25 of 3", "integer 7-8 1",
      "float 10-18 -2.50e+3", "boolean 20-24 true", "string 27-30 b", "mapping 32-53 of 2",
      "string 33-36 c", "null 38-42 null", "string 44-47 d", "string 49-52 x",
    ])
  #expect(tree.root(of: SourceID(0)) == root)
  #expect(tree.value("é", in: root).map { tree.pointer(to: $0) } == "/é")
  #expect(tree.flags(of: NodeID(1)) == .quoted)
}

@Test(arguments: [
  ("\"a$b{c\"", false), ("\"${a}\"", true), ("\"$${a}\"", true), ("\"\\u0024{a}\"", true),
  ("\"$\"", false), ("\"\"", false),
])
func marksReferences(text: String, expected: Bool) throws {
  let (tree, root) = try parsed(text)
  #expect(tree.flags(of: root).contains(.reference) == expected)
  #expect(tree.flags(of: root).contains(.quoted))
}

@Test(arguments: [
  (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u00e9\u20AC""#, "é€"),
  (#""a\ud83d\udca5b""#, "a💥b"), (#""\u0000""#, "\u{0}"), ("\"\u{7F}\u{2028}\"", "\u{7F}\u{2028}"),
])
func decodesEscapes(text: String, expected: String) throws {
  let (tree, root) = try parsed(text)
  #expect(tree.text(of: root) == expected)
}
