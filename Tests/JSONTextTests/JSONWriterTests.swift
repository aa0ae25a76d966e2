// What the writer of JSON writes, and that the reader takes it back.

import Diagnostics
import JSONText
import Provenance
import Testing

private func parse(_ bytes: [UInt8]) throws -> (tree: Tree, root: NodeID) {
  var tree = Tree()
  var sink = Sink()
  let root = try parseJSON(SourceFile(name: "t.json", bytes: bytes), into: &tree, sink: &sink)
  return (tree, root)
}

private func written(_ tree: Tree, _ root: NodeID, _ style: JSONWriter.Style) -> String {
  var writer = JSONWriter(style)
  writer.write(root, of: tree)
  return String(decoding: writer.bytes, as: UTF8.self)
}

@Test(arguments: [
  "{}", "[]", "[[],{}]", "{\"a\":[1,2,{\"b\":null}],\"c\":true,\"\":false}",
  "[0,-0,1.0,1.50,1E400,-12345678901234567890123456789012345678.9e-1]",
  #"["\"\\\b\f\n\r\t\u0000\u001f/é💥"]"#, "\"\u{7F}\u{2028}\"", "null",
])
func roundTripsCompact(text: String) throws {
  let (tree, root) = try parse(Array(text.utf8))
  #expect(written(tree, root, .compact) == text)
  let indented = written(tree, root, .indented)
  let (again, againRoot) = try parse(Array(indented.utf8))
  #expect(written(again, againRoot, .compact) == text)
}

/// Whole, and as the end of something longer.
@Test(arguments: [
  "", "plain", "\"", "\\", "a\"b", "\u{0}", "\u{1F}x", "é💥", "é\"💥\n", "tab\there", "/~",
])
func escapesAsTheReaderReads(text: String) throws {
  var whole: [UInt8] = Array("[\"".utf8)
  var end = whole
  JSONEscape.append(text, to: &whole)
  let beginning = end.count
  end.append(contentsOf: text.utf8)
  JSONEscape.escapeEnd(of: &end, from: beginning)
  #expect(whole == end)
  let (tree, root) = try parse(whole + Array("\"]".utf8))
  #expect(tree.text(of: tree.firstChild(of: root)) == text)
}

@Test func indentsByTwo() throws {
  let (tree, root) = try parse(Array("{\"a\":[1,{\"b\":{}}],\"c\":[]}".utf8))
  #expect(
    written(tree, root, .indented) == """
      {
        "a": [
          1,
          {
            "b": {}
          }
        ],
        "c": []
      }
      """)
}

@Test func writesALineWithSpaces() throws {
  let (tree, root) = try parse(Array("{\"a\":[1,{\"b\":{}}],\"c\":[]}".utf8))
  var writer = JSONWriter(.line)
  writer.write(root, of: tree)
  // A part of a line: nothing breaks it.
  #expect(
    String(decoding: writer.finished(), as: UTF8.self)
      == "{\"a\": [1, {\"b\": {}}], \"c\": []}")
}

@Test func buildsByHand() {
  var writer = JSONWriter()
  writer.object { writer in
    writer.member("text", "a\"b")
    writer.member("number", -7)
    writer.member("yes", true)
    writer.member("list", ["x", "y"])
    writer.key("inner")
    writer.array { $0.null() }
  }
  #expect(
    String(decoding: writer.finished(), as: UTF8.self)
      == "{\"text\":\"a\\\"b\",\"number\":-7,\"yes\":true,\"list\":[\"x\",\"y\"],\"inner\":[null]}\n"
  )
}

@Test(arguments: [
  ("0x1F", NodeKind.integer, "31"), ("0o17", .integer, "15"), ("+12", .integer, "12"),
  ("007", .integer, "7"), ("+99999999999999999999", .integer, "99999999999999999999"),
  ("-.5", .float, "-0.5"), ("1.", .float, "1.0"), ("+1.e5", .float, "1.0e5"),
  ("00.5", .float, "0.5"), (".inf", .float, "\".inf\""), ("-.INF", .float, "\"-.INF\""),
  (".nan", .float, "\".nan\""), ("True", .boolean, "true"), ("~", .null, "null"),
])
func givesJSONSpellingToYAMLScalars(text: String, kind: NodeKind, expected: String) {
  var tree = Tree()
  let source = tree.add(SourceFile(name: "t.yml", bytes: Array(text.utf8)))
  let span = Span(source: source, start: 0, end: UInt32(text.utf8.count))
  let node = tree.appendScalar(kind, text: text.utf8, span: span)
  #expect(written(tree, node, .compact) == expected)
}

@Test func writesWhatAliasesAndLinksStandFor() {
  var tree = Tree()
  let source = tree.add(SourceFile(name: "t.yml", bytes: []))
  let span = Span(source: source, start: 0, end: 0)
  let target = tree.appendScalar(.string, text: "x".utf8, span: span)
  let list = tree.open(.sequence, span)
  tree.appendLink(to: target, span: span)
  tree.appendAlias(of: target, span: span)
  tree.close(list, count: 2, end: 0)
  #expect(written(tree, list, .compact) == "[\"x\",\"x\"]")
}

/// Documents from a seed: the same every run, so a failure can be repeated.
private struct DocumentGenerator {
  var state: UInt64

  mutating func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }

  mutating func write(to writer: inout JSONWriter, depth: Int) {
    switch below(depth > 4 ? 4 : 6) {
    case 0: writer.string(text())
    case 1: writer.integer(below(2_000) - 1_000)
    case 2: writer.boolean(below(2) == 0)
    case 3: writer.null()
    case 4:
      writer.beginArray()
      for _ in 0..<below(5) { write(to: &writer, depth: depth + 1) }
      writer.endArray()
    default:
      writer.beginObject()
      for number in 0..<below(12) {
        writer.key("\(number)" + text())
        write(to: &writer, depth: depth + 1)
      }
      writer.endObject()
    }
  }

  mutating func text() -> String {
    let letters: [Unicode.Scalar] = [
      "a", "\"", "\\", "\n", "\u{0}", "\u{1F}", "é", "€", "💥", "{", "}", ",", " ", "\u{301}",
    ]
    var text = ""
    for _ in 0..<below(6) { text.unicodeScalars.append(letters[below(letters.count)]) }
    return text
  }
}

@Test(arguments: 1...200)
func roundTripsGeneratedDocuments(seed: Int) throws {
  var generator = DocumentGenerator(state: UInt64(seed))
  var compact = JSONWriter()
  generator.write(to: &compact, depth: 0)
  let (tree, root) = try parse(compact.bytes)
  var indented = JSONWriter(.indented)
  indented.write(root, of: tree)
  let (again, againRoot) = try parse(indented.finished())
  var last = JSONWriter()
  last.write(againRoot, of: again)
  #expect(last.bytes == compact.bytes, "seed \(seed)")
}

@Test(arguments: 1...50)
func survivesDamagedDocuments(seed: Int) {
  var generator = DocumentGenerator(state: UInt64(seed))
  var writer = JSONWriter()
  generator.write(to: &writer, depth: 0)
  for _ in 0..<40 {
    var bytes = writer.bytes
    bytes[generator.below(bytes.count)] = UInt8(generator.below(256))
    bytes.removeLast(generator.below(bytes.count))
    var tree = Tree()
    var sink = Sink()
    do throws(Reported) {
      _ = try parseJSON(SourceFile(name: "t.json", bytes: bytes), into: &tree, sink: &sink)
      #expect(sink.errorCount == 0)
    } catch {
      let findings = Findings(sink, in: tree)
      #expect(
        findings.located.allSatisfy { $0.place.start.line >= 1 && !$0.finding.message.isEmpty })
      #expect(!findings.located.isEmpty)
    }
  }
}
