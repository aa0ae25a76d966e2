// Small texts with findings in them, built by hand.

import Diagnostics
import FindingFormats
import Provenance

/// A text whose findings are placed by quoting it.
struct Sample {
  var tree = Tree()
  var sink = Sink()
  let file: String
  private var texts: [String] = []

  init(_ file: String, _ text: String) {
    self.file = file
    addText(file, text)
  }

  /// Adds a text beneath, as a layer; returns its number.
  @discardableResult
  mutating func addText(_ name: String, _ text: String) -> UInt16 {
    texts.append(text)
    return tree.add(SourceFile(name: name, bytes: Array(text.utf8))).raw
  }

  /// Where `quote` stands first in a text.
  func place(_ quote: String, in text: UInt16 = 0) -> Place {
    let scalars = Array(texts[Int(text)].unicodeScalars)
    let wanted = Array(quote.unicodeScalars)
    for start in 0...scalars.count where scalars[start...].starts(with: wanted) {
      return span(start, start + wanted.count, in: text)
    }
    preconditionFailure("the sample does not hold `\(quote)`")
  }

  func span(_ start: Int, _ end: Int, in text: UInt16 = 0) -> Place {
    .span(Span(source: SourceID(text), start: UInt32(start), end: UInt32(end)))
  }

  var end: Place {
    let count = texts[0].unicodeScalars.count
    return span(count, count)
  }

  mutating func report(
    _ code: Code, _ place: Place, _ message: String, help: String? = nil, related: [Related] = [],
    controls: [String] = []
  ) {
    sink.report(
      Finding(code, at: place, message, help: help, related: related, controls: controls))
  }

  var report: Report { Report(file: file, tree: tree, sink: sink) }
}

let localIndex = Code("TABLE012", "local-index-without-sort-key", .error)
let managedKey = Code("ENC-1", "aws-managed-key", .error)
let shortRetention = Code("BAK-2", "short-backup-retention", .warning)
let assumedTier = Code("SHAPE020", "tier-assumed", .note)

/// A spec, a layer, and one finding of every severity.
func ordinaryReport() -> Report {
  var sample = Sample(
    "service.yml",
    """
    service: shop
    components:
      - name: carts
        type: dynamodb-table
        config:
          partitionKey: { name: id, type: S }
          localSecondaryIndexes:
            - indexName: ByDate
    \u{20}     retention: 7
    """)
  sample.addText("tiers/fedramp-high.yaml", "encryption:\n  key: customer\nretention: 365\n")
  sample.report(
    localIndex, sample.place("ByDate"), "the local index `ByDate` needs a table with a sort key",
    help: "add `sortKey`, or make it a global index",
    related: [
      Related(sample.place("partitionKey"), "this table has none"),
      Related(sample.place("carts"), "in this component"),
    ])
  sample.report(
    shortRetention, sample.place("7"), "backups are kept for 7 days",
    related: [Related(sample.place("365", in: 1), "the tier asks for this")],
    controls: ["CP-9", "SI-12"])
  sample.report(assumedTier, sample.place("service"), "no tier is given, `commercial` is assumed")
  return sample.report
}

/// Everything a text can do to a terminal, a log, an attribute or a line of its own.
func hostileReport() -> Report {
  var sample = Sample(
    "a b,c:100%\n\"<é>.yml",
    "key: \u{1B}[31mred\u{7}\r\n\tname: \"quoted\" <b>&amp;</b>\r\n  漢字: 💥e\u{301}x \u{202E}end\r\nlast"
  )
  sample.report(
    localIndex, sample.place("red"), "the key `\u{1B}[2J\"x\"\r\n::error::` is <bad> & 100% wrong",
    help: "write `a`\nor `b`\u{0}, \u{FFFF}",
    related: [Related(sample.place("name"), "here\n\u{1B}]0;title\u{7}")])
  sample.report(localIndex, sample.place("\"quoted\""), "quotes")
  sample.report(managedKey, sample.place("x \u{202E}"), "after wide characters")
  sample.report(shortRetention, sample.place("字"), "a wide character")
  sample.report(assumedTier, sample.end, "the text ends here")
  return sample.report
}

func cleanReport() -> Report { Sample("clean.yml", "a: 1\n").report }

func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
