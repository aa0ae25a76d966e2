// Texts that are not read, and what is said of them; and the bounds of what is.

import Diagnostics
import Provenance
import TestKit
import Testing
import YAMLText

@Suite struct RefusalTests {
  static let lines: [(text: String, finding: String)] = [
    ("", "error[YAML009] 1:1-1:1: there is no document here"),
    ("# nothing\n", "error[YAML009] 1:1-1:1: there is no document here"),
    (
      "---\na: 1\n---\nb: 2\n",
      "error[YAML008] 3:1-3:4: a second document starts here, and only one is read from a file"
    ),
    (
      "a: 1\n...\nb: 2\n",
      "error[YAML001] 3:1-3:1: text follows after the document has ended"
    ),
    ("a:\n\tb: 1\n", "error[YAML001] 2:1-2:1: a tab is used for indentation"),
    ("a: @b\n", "error[YAML001] 1:4-1:4: this character cannot begin a value"),
    ("a: `b`\n", "error[YAML001] 1:4-1:4: this character cannot begin a value"),
    ("a: 1\n b: 2\n", "error[YAML001] 2:3-2:3: a `:` stands where no key can be"),
    ("a: [1, 2\n", "error[YAML001] 2:1-2:1: the list is not closed"),
    ("a: {b: 1\n", "error[YAML001] 2:1-2:1: the mapping is not closed"),
    ("a: \"b\n", "error[YAML001] 2:1-2:1: the file ends inside a quoted string"),
    ("a: 1\nb\n", "error[YAML001] 3:1-3:1: a key has no `:` after it"),
    ("a: - b\n", "error[YAML001] 1:4-1:4: a list entry cannot stand here"),
    ("1: a\n", "error[YAML004] 1:1-1:2: key `1` is a number, not a string"),
    ("true: a\n", "error[YAML004] 1:1-1:5: key `true` is a boolean, not a string"),
    ("null: a\n", "error[YAML004] 1:1-1:5: key `null` is null, not a string"),
    ("? \n: a\n", "error[YAML004] 1:2-1:2: a key is missing before `:`"),
    ("? [a]\n: b\n", "error[YAML004] 1:3-1:4: a list or a mapping stands where a key belongs"),
    ("a: !Ref b\n", "error[YAML010] 1:4-1:10: tag `!Ref` has no meaning"),
    ("a: !!int b\n", "error[YAML010] 1:4-1:11: the value is not what its tag `!!int` says"),
    ("a: !!set {b}\n", "error[YAML010] 1:4-1:11: tag `!!set` has no meaning"),
    ("a: !!seq {b: 1}\n", "error[YAML010] 1:4-1:11: tag `!!seq` has no meaning"),
    ("a: b\u{0}\n", "error[YAML002] 1:5-1:5: control character 0x00 is not allowed in YAML"),
    ("é: \u{1B}[0m\n", "error[YAML002] 1:4-1:4: control character 0x1B is not allowed in YAML"),
  ]

  @Test(arguments: lines)
  func says(_ text: String, _ finding: String) {
    let reading = Reading(text)
    #expect(reading.root == nil)
    #expect(reading.lines.split(separator: "\n").first.map(String.init) == finding)
    #expect(reading.sink.errorCount == 1, "\(reading.lines)")
  }

  static let encodings: [(bytes: [UInt8], finding: String)] = [
    ([0xFF, 0xFE, 0x61, 0x00], "error[YAML002] 1:1-1:1: the file is UTF-16"),
    ([0xFE, 0xFF, 0x00, 0x61], "error[YAML002] 1:1-1:1: the file is UTF-16"),
    ([0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0], "error[YAML002] 1:1-1:1: the file is UTF-32"),
    ([0, 0, 0xFE, 0xFF, 0, 0, 0, 0x61], "error[YAML002] 1:1-1:1: the file is UTF-32"),
    (
      [0x61, 0x00, 0x3A, 0x00],
      "error[YAML002] 1:2-1:2: control character 0x00 is not allowed in YAML"
    ),
    ([0x61, 0x3A, 0x20, 0xE9], "error[YAML002] 1:4-1:4: byte 0xE9 is not valid UTF-8 here"),
    (
      [0xC3, 0xA9, 0x3A, 0x20, 0xC0, 0x80],
      "error[YAML002] 1:4-1:4: byte 0xC0 is not valid UTF-8 here"
    ),
    (
      [0x61, 0x3A, 0x20, 0xED, 0xA0, 0x80],
      "error[YAML002] 1:4-1:4: byte 0xED is not valid UTF-8 here"
    ),
    ([0x61, 0x3A, 0x20, 0xE9, 0x0A], "error[YAML002] 1:4-1:4: byte 0xE9 is not valid UTF-8 here"),
    (
      [0x61, 0x3A, 0x20, 0xF0, 0x9F, 0x98, 0x21],
      "error[YAML002] 1:4-1:4: byte 0xF0 is not valid UTF-8 here"
    ),
    ([0x80], "error[YAML002] 1:1-1:1: byte 0x80 is not valid UTF-8 here"),
  ]

  @Test(arguments: encodings)
  func namesTheByteThatIsNoText(_ bytes: [UInt8], _ finding: String) {
    let reading = Reading(bytes: bytes)
    #expect(reading.lines.split(separator: "\n").first.map(String.init) == finding)
  }

  // MARK: - Keys

  @Test(arguments: [2, 11, 12, 13, 14, 40])
  func findsADoubledKeyAmongMany(_ count: Int) {
    var text = (0..<count).map { "key\($0): 1\n" }.joined()
    #expect(Reading(text).root != nil)
    text += "key0: 2\n"
    let reading = Reading(text)
    #expect(reading.codes == ["YAML003"])
    #expect(reading.lines.contains("error[YAML003] \(count + 1):1-\(count + 1):5: key `key0`"))
    #expect(reading.lines.contains("related 1:1-1:5: first written here"))
  }

  @Test func everyDoubledKeyIsNamed() {
    let reading = Reading("a: 1\nb: {c: 1, c: 2}\na: 2\na: 3\n")
    #expect(reading.codes == ["YAML003", "YAML003", "YAML003"])
  }

  /// Byte for byte: two spellings of one letter are two keys, be there few of them or many.
  @Test(arguments: [0, 20])
  func keysAreComparedByteByByte(_ others: Int) throws {
    let text = (0..<others).map { "k\($0): 1\n" }.joined() + "\u{E9}: 1\ne\u{301}: 2\n"
    let reading = Reading(text)
    #expect(reading.root.map { reading.tree.count(of: $0) } == others + 2, "\(reading.lines)")
  }

  @Test func quotedKeysAreTheSameKeys() {
    #expect(Reading("a: 1\n'a': 2\n").codes == ["YAML003"])
    #expect(Reading("'1': 1\n\"2\": 2\n").root != nil)
  }

  // MARK: - Limits

  static let deep: [(text: String, line: Int)] = [
    (String(repeating: "[", count: 10_000), 1),
    (String(repeating: "{a: ", count: 10_000), 1),
    (String(repeating: "- ", count: 10_000), 1),
    ((0..<10_000).map { String(repeating: " ", count: $0 % 4_000) + "a:\n" }.joined(), 201),
    (String(repeating: "[\n", count: 10_000), 201),
  ]

  @Test(.timeLimit(.minutes(20)), arguments: deep)
  func refusesDepthQuickly(_ text: String, _ line: Int) {
    let clock = ContinuousClock()
    var reading = Reading("a")
    let elapsed = clock.measure { reading = Reading(text) }
    #expect(reading.codes == ["YAML007"], "\(reading.lines.prefix(300))")
    #expect(reading.findings.located.first?.place.start.line == line)
    #expect(elapsed < .seconds(5))
  }

  @Test func takesTheDepthItPromises() {
    let depth = YAMLLimits.depthMax
    let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    #expect(Reading(text).root != nil)
    #expect(Reading("[" + text + "]").codes == ["YAML007"])
  }

  /// Nine lines that mean ten billion values.
  @Test(.timeLimit(.minutes(20)), arguments: ["[%, %, %, %, %, %, %, %, %, %]", "{<<: %, k: %}"])
  func refusesExplodingAliasesQuickly(_ shape: String) {
    var text = "a0: &a0 {x: 1}\n"
    for level in 1...40 {
      let value = shape.split(separator: "%", omittingEmptySubsequences: false)
        .joined(separator: "*a\(level - 1)")
      text += "a\(level): &a\(level) \(value)\n"
    }
    let clock = ContinuousClock()
    var reading = Reading("a")
    let elapsed = clock.measure { reading = Reading(text) }
    #expect(reading.codes == ["YAML006"])
    #expect(reading.tree.records.count < 4 * YAMLLimits.copiedNodesMax)
    #expect(elapsed < .seconds(5))
  }

  // MARK: - Cuts

  static let spec = """
    # A spec with a bit of everything.
    service: "shop\\u00e9"
    defaults: &defaults {type: dynamodb-table, 'k': [1, 2.5, ~]}
    components:
      - name: größe 😀
        <<: *defaults
        text: |
          one
            two
        folded: >-
          a
          b
      - {name: b, <<: [*defaults]}
    """

  /// Every prefix is read, or something is said of a place inside it.
  @Test func aTextCutAnywhereIsReadOrRefused() {
    let bytes = Array(RefusalTests.spec.utf8)
    #expect(Reading(bytes: bytes).root != nil)
    for length in 0..<bytes.count {
      let reading = Reading(bytes: Array(bytes.prefix(length)))
      #expect((reading.root == nil) == (reading.sink.errorCount > 0), "cut at \(length)")
      let lineCount = LineTable(Array(bytes.prefix(length))).lineCount
      for found in reading.findings.located {
        #expect(found.place.start.line <= lineCount, "cut at \(length)")
      }
    }
  }
}
