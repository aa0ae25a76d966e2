// Writes markdown as GitHub reads it. No text of a spec becomes markup, a link, a mention of
// somebody or a reference to an issue.

struct MarkdownWriter {
  private(set) var bytes: [UInt8] = []

  mutating func line(_ markdown: String = "") {
    bytes.append(contentsOf: markdown.utf8)
    bytes.append(0x0A)
  }

  mutating func heading(_ level: Int, _ markdown: String) {
    line(String(repeating: "#", count: level) + " " + markdown)
    line()
  }

  /// Cells are markdown already.
  mutating func table(_ columns: [String], _ rows: [[String]]) {
    line("| " + columns.joined(separator: " | ") + " |")
    line("|" + columns.map { _ in " --- |" }.joined())
    for row in rows { line("| " + row.joined(separator: " | ") + " |") }
    line()
  }

  mutating func fold(_ title: String, _ contents: (inout MarkdownWriter) -> Void) {
    line("<details>")
    line("<summary>\(title)</summary>")
    line()
    contents(&self)
    line("</details>")
    line()
  }
}

/// Texts of others, made safe.
enum Markdown {
  /// Letters, digits, and what cannot begin anything within a line; all else as an entity, which
  /// markdown reads as the character itself and never as markup.
  static func text(_ text: String) -> String { plain(text, isCode: false) }

  private static func plain(_ text: String, isCode: Bool) -> String {
    var out = ""
    var isInSpace = false
    let scalars = Array(text.unicodeScalars)
    for (position, scalar) in scalars.enumerated() {
      if scalar == " " || scalar == "\n" || scalar == "\t" || scalar == "\r" {
        if !isInSpace { out += " " }
        isInSpace = true
        continue
      }
      isInSpace = false
      if Wording.isDeceptive(scalar) {
        out += plain(Wording.spelledOut(scalar), isCode: isCode)
      } else if scalar.isASCII, !isPlain(scalar), !isColon(at: position, in: scalars) {
        // GitHub looks for mentions, issues and pictures in texts, and entities are read by then.
        let calls = !isCode && (scalar == "@" || scalar == "#" || scalar == ":")
        out += calls ? "<code>&#\(scalar.value);</code>" : "&#\(scalar.value);"
      } else {
        out.unicodeScalars.append(scalar)
      }
    }
    return withoutAddresses(out)
  }

  /// A colon before a space, a digit or the end begins no address and no picture.
  private static func isColon(at position: Int, in scalars: [Unicode.Scalar]) -> Bool {
    guard scalars[position] == ":" else { return false }
    guard position + 1 < scalars.count else { return true }
    let next = scalars[position + 1]
    return next == " " || (0x30...0x39).contains(next.value)
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || (0x30...0x39).contains(scalar.value)
      || " ,.;/-()%=?'".unicodeScalars.contains(scalar)
  }

  /// `www.` alone makes a link of what follows.
  private static func withoutAddresses(_ text: String) -> String {
    var out = ""
    var rest = text[...]
    while let found = rest.lowercased().firstRange(of: "www.") {
      let lowered = rest.lowercased()
      let distance = lowered.distance(from: lowered.startIndex, to: found.lowerBound)
      let start = rest.index(rest.startIndex, offsetBy: distance)
      out += rest[..<start]
      out += rest[start..<rest.index(start, offsetBy: 3)] + "&#46;"
      rest = rest[rest.index(start, offsetBy: 4)...]
    }
    return out + rest
  }

  /// A name as code: in backticks where nothing in it could end or begin anything.
  static func code(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy { scalar in
      scalar.isASCII
        && (scalar.properties.isAlphabetic || (0x30...0x39).contains(scalar.value)
          || "_.:/${}*-, ()=[]\"".unicodeScalars.contains(scalar))
    }
    if isPlain, !text.isEmpty, text.first != " ", text.last != " " { return "`\(text)`" }
    return "<code>\(plain(text, isCode: true))</code>"
  }
}
