// What people see.

import Diagnostics
import FindingFormats
import Provenance
import Testing

@Test func showsEveryPlaceAndWhatToDo() {
  #expect(
    text(TextRenderer(verbose: true).render([ordinaryReport()])) == """
      note[SHAPE020]: no tier is given, `commercial` is assumed
       --> service.yml:1:1
        |
      1 | service: shop
        | ^^^^^^^

      error[TABLE012]: the local index `ByDate` needs a table with a sort key
       --> service.yml:8:22
        |
      3 |   - name: carts
        |           ----- in this component
      ...
      6 |       partitionKey: { name: id, type: S }
        |       ------------ this table has none
      ...
      8 |         - indexName: ByDate
        |                      ^^^^^^
        |
        = help: add `sortKey`, or make it a global index

      warning[BAK-2]: backups are kept for 7 days
       --> service.yml:9:18
        |
      9 |       retention: 7
        |                  ^
       ::: tiers/fedramp-high.yaml:3:12
        |
      3 | retention: 365
        |            --- the tier asks for this
        |
        = controls: CP-9, SI-12

      1 error, 1 warning, 1 note in service.yml

      """)
}

@Test func showsNotesOnlyWhenAsked() {
  let terse = text(TextRenderer().render([ordinaryReport(), cleanReport()]))
  #expect(!terse.contains("SHAPE020"))
  #expect(terse.hasSuffix("\n\n1 error, 1 warning in 1 of 2 files\n"))
  #expect(TextRenderer().render([cleanReport()]).isEmpty)
  var onlyNote = Sample("n.yml", "a: 1")
  onlyNote.report(assumedTier, onlyNote.place("a"), "assumed")
  #expect(TextRenderer().render([onlyNote.report]).isEmpty)
}

@Test func showsErrorsAloneToWhoAsksForQuiet() {
  let quiet = text(TextRenderer(quiet: true).render([ordinaryReport()]))
  #expect(quiet.contains("TABLE012"))
  #expect(!quiet.contains("BAK-2"))
  #expect(quiet.hasSuffix("\n\n1 error in service.yml\n"))
}

@Test func showsWhateverFailsTheRun() {
  let quiet = text(TextRenderer(quiet: true, failingOn: .warning).render([ordinaryReport()]))
  #expect(quiet.contains("BAK-2"))
  let terse = text(TextRenderer(failingOn: .note).render([ordinaryReport()]))
  #expect(terse.contains("SHAPE020"))
}

@Test func saysThatThereAreTooManyThoughNoneIsShown() {
  var sample = Sample("many.yml", "a: 1")
  for number in 0..<Sink.findingsMax + 3 {
    sample.report(assumedTier, sample.place("a"), "message \(number)")
  }
  let quiet = text(TextRenderer(quiet: true).render([sample.report]))
  #expect(quiet == "too many findings: 3 were not kept\n")
}

@Test func saysThatSeveralFilesAreGood() {
  let reports = [cleanReport(), cleanReport()]
  #expect(TextRenderer().render(reports).isEmpty)
  #expect(
    text(TextRenderer(verbose: true).render(reports))
      == "2 files checked, nothing to complain about\n")
}

@Test func countsOverSeveralFiles() {
  let both = text(TextRenderer().render([ordinaryReport(), hostileReport()]))
  #expect(both.hasSuffix("\n4 errors, 2 warnings in 2 files\n"))
}

@Test func saysHowManyFindingsAreNotShown() {
  var sample = Sample("many.yml", "a: 1")
  for number in 0..<Sink.findingsMax + 3 {
    sample.report(localIndex, sample.place("a"), "message \(number)")
  }
  let shown = text(TextRenderer().render([sample.report]))
  #expect(shown.hasSuffix("\n5000 errors in many.yml, and 3 more not shown\n"))
}

@Test func neutralisesWhatWouldActOnTheTerminal() {
  let shown = text(TextRenderer(verbose: true).render([hostileReport()]))
  #expect(
    shown == """
      error[TABLE012]: the key `␛[2J"x"␍␊::error::` is <bad> & 100% wrong
       --> a b,c:100%␊"<é>.yml:1:11
        |
      1 | key: ␛[31mred␇
        |           ^^^
      2 |     name: "quoted" <b>&amp;</b>
        |     ---- here␊␛]0;title␇
        |
        = help: write `a`
                or `b`␀, \u{FFFF}

      error[TABLE012]: quotes
       --> a b,c:100%␊"<é>.yml:2:8
        |
      2 |     name: "quoted" <b>&amp;</b>
        |           ^^^^^^^^

      warning[BAK-2]: a wide character
       --> a b,c:100%␊"<é>.yml:3:4
        |
      3 |   漢字: 💥e\u{301}x \u{FFFD}end
        |     ^^

      error[ENC-1]: after wide characters
       --> a b,c:100%␊"<é>.yml:3:10
        |
      3 |   漢字: 💥e\u{301}x \u{FFFD}end
        |            ^^^

      note[SHAPE020]: the text ends here
       --> a b,c:100%␊"<é>.yml:4:5
        |
      4 | last
        |     ^

      3 errors, 1 warning, 1 note in a b,c:100%␊"<é>.yml

      """)
  let isSafe = shown.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 }
  #expect(isSafe)
}

@Test func colorsOnlyWhenAsked() {
  var sample = Sample("c.yml", "a: 1")
  sample.report(managedKey, sample.place("1"), "wrong", help: "right")
  let colored = text(TextRenderer(colored: true).render([sample.report]))
  #expect(
    colored.replacing("\u{1B}", with: "~") == """
      ~[1;31merror[ENC-1]~[0m~[1m: wrong~[0m
       ~[1;34m-->~[0m c.yml:1:4
        ~[1;34m|~[0m
      ~[1;34m1~[0m ~[1;34m|~[0m a: 1
        ~[1;34m|~[0m    ~[1;31m^~[0m
        ~[1;34m|~[0m
        ~[1;34m=~[0m ~[1mhelp~[0m: right

      ~[1;31m1 error~[0m in c.yml

      """)
}

@Test func marksOnlyTheFirstLineOfALongPlace() {
  var sample = Sample("m.yml", "a: [1,\n  2,\n  3]\n")
  sample.report(localIndex, sample.place("[1,\n  2"), "wrong")
  let lines = text(TextRenderer().render([sample.report])).split(separator: "\n")
  #expect(lines[3...4] == ["1 | a: [1,", "  |    ^^^"])
}

@Test func marksTwoPlacesOfOneLine() {
  var sample = Sample("m.yml", String(repeating: "\n", count: 9) + "a: b")
  sample.report(
    localIndex, sample.place("b"), "wrong", related: [Related(sample.place("a"), "for this")])
  let lines = text(TextRenderer().render([sample.report])).split(separator: "\n")
  #expect(
    lines[1...5] == ["  --> m.yml:10:4", "   |", "10 | a: b", "   |    ^", "   | - for this"])
}

@Test(arguments: [
  (300, 100, "…", "…"), (300, 0, "", "…"), (300, 299, "…", ""), (200, 100, "", ""),
  (1_000_000, 500_000, "…", "…"),
])
func cutsLongLines(length: Int, position: Int, before: String, after: String) {
  var line = [Character](repeating: ".", count: length)
  line[position] = "X"
  var sample = Sample("long.json", String(line))
  sample.report(localIndex, sample.place("X"), "wrong")
  let lines = text(TextRenderer().render([sample.report])).split(separator: "\n").map(Array.init)
  let excerpt = lines[3].dropFirst(4)
  #expect(excerpt.count <= 204)
  #expect(String(excerpt.prefix { $0 == "…" }) == before)
  #expect(excerpt.last == (after.isEmpty ? excerpt.last { $0 != "…" } : "…"))
  #expect(lines[3].firstIndex(of: "X") == lines[4].firstIndex(of: "^"))
}

@Test(arguments: [[UInt8](), [0x0A], [0x80, 0xFF], [0x61, 0xC3], [0x0D, 0x0A, 0x0D]])
func survivesPlacesBeyondTheText(bytes: [UInt8]) {
  var tree = Tree()
  var sink = Sink()
  let source = tree.add(SourceFile(name: "x", bytes: bytes))
  for (start, end) in [(0, 0), (0, 9), (5, 9)] as [(UInt32, UInt32)] {
    let span = Span(source: source, start: start, end: end)
    sink.report(Finding(localIndex, at: .span(span), "wrong \(start) \(end)"))
  }
  let report = Report(file: "x", tree: tree, sink: sink)
  #expect(text(TextRenderer().render([report])).hasSuffix("3 errors in x\n"))
  #expect(text(FindingLineRenderer().render([report])).split(separator: "\n").count == 3)
}
