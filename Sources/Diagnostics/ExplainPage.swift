// The page of a code: what `explain` prints, and a promise about its examples that tests keep.

/// A page is written in the little of Markdown that a terminal can show as well as a browser can.
package struct ExplainPage: Sendable, Equatable {
  package struct Section: Sendable, Equatable {
    package let title: String
    package let body: String
  }

  /// Why a text is no page, for who writes pages.
  package struct Fault: Error, Equatable {
    package let line: Int
    package let message: String
  }

  package let code: String
  package let slug: String
  /// The paragraph under the title.
  package let summary: String
  package let sections: [Section]

  /// Reads `# CODE slug`, a paragraph, and sections under `## `. Headings in fences are text.
  package init(_ text: String) throws(Fault) {
    var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)[...]
    let title = lines.popFirst() ?? ""
    let words = title.split(separator: " ")
    guard words.count == 3, words[0] == "#" else {
      throw Fault(line: 1, message: "a page begins with `# CODE slug`")
    }
    code = String(words[1])
    slug = String(words[2])
    var titles: [String] = []
    var bodies: [[Substring]] = [[]]
    var openedAt: Int?
    for (position, line) in zip(lines.indices, lines) {
      if line.hasPrefix("```") { openedAt = openedAt == nil ? position + 1 : nil }
      if openedAt == nil, line.hasPrefix("## ") {
        titles.append(line.dropFirst(3).trimmed)
        bodies.append([])
      } else {
        bodies[bodies.count - 1].append(line)
      }
    }
    if let openedAt { throw Fault(line: openedAt, message: "the fence is not closed") }
    let texts = bodies.map { $0.joined(separator: "\n").trimmedLines }
    guard !texts[0].isEmpty else { throw Fault(line: 2, message: "a page has a summary") }
    summary = texts[0]
    sections = zip(titles, texts.dropFirst()).map { Section(title: $0, body: $1) }
  }

  package func section(_ title: String) -> Section? { sections.first { $0.title == title } }
}

// MARK: - Examples

extension ExplainPage {
  /// YAML that earns the finding.
  package var badExample: String? { section("Bad")?.fence("yaml") }

  /// The findings it earns, as `FindingLineRenderer` writes them.
  package var badFindings: String? { section("Bad")?.fence("text") }

  /// YAML that does not.
  package var goodExample: String? { section("Good")?.fence("yaml") }
}

extension ExplainPage.Section {
  /// A stretch of the body that is shown in one way.
  enum Block: Equatable {
    case paragraph(String)
    case item(String)
    /// A line of a table, and what else must keep its shape.
    case verbatim(String)
    case fence(language: String, text: String)
  }

  /// The body for people: what is told to the tests by a comment, in words.
  package var readableBody: String {
    var lines: [Substring] = []
    for line in body.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("<!-- run:") {
        if let words = words(forComment: line) { lines.append(words[...]) }
      } else if !line.isEmpty || lines.last != "" {
        lines.append(line)
      }
    }
    return lines.joined(separator: "\n").trimmedLines
  }

  /// `<!-- run: --env prod, synth -->`: how the example is read.
  private func words(forComment line: Substring) -> String? {
    let words = line.split { " ,".contains($0) }.dropFirst(2).dropLast()
    var remarks: [String] = []
    for (word, next) in zip(words, words.dropFirst() + [""]) {
      switch word {
      case "request": remarks.append(title == "Good" ? "accepted by `access`" : "found by `access`")
      case "synth": remarks.append(title == "Good" ? "accepted by `synth`" : "found by `synth`")
      case "advice": remarks.append("shown with `-v`")
      case "escapes": remarks.append("`\\xHH` stands for a byte")
      default: if word.hasPrefix("--") { remarks.append("with `\(word) \(next)`") }
      }
    }
    guard let first = remarks.first else { return nil }
    return ([first.prefix(1).uppercased() + first.dropFirst()] + remarks.dropFirst())
      .joined(separator: ", ") + ":"
  }

  /// The text of the first fence in a language, each line with its break.
  package func fence(_ language: String) -> String? {
    for case .fence(language, let text) in ExplainPage.blocks(of: body) { return text }
    return nil
  }
}

extension ExplainPage {
  static func blocks(of body: String) -> [Section.Block] {
    var blocks: [Section.Block] = []
    var words = ""
    var isItem = false
    var fence: (language: String, text: String)?
    func endParagraph() {
      if !words.isEmpty { blocks.append(isItem ? .item(words) : .paragraph(words)) }
      words = ""
      isItem = false
    }
    for line in body.split(separator: "\n", omittingEmptySubsequences: false) {
      if let open = fence {
        if line.hasPrefix("```") {
          blocks.append(.fence(language: open.language, text: open.text))
          fence = nil
        } else {
          fence?.text += line + "\n"
        }
      } else if line.hasPrefix("```") {
        endParagraph()
        fence = (line.dropFirst(3).trimmed, "")
      } else if line.trimmed.isEmpty {
        endParagraph()
      } else if line.hasPrefix("|") {
        endParagraph()
        blocks.append(.verbatim(String(line)))
      } else {
        if line.hasPrefix("- ") {
          endParagraph()
          isItem = true
        }
        words +=
          (words.isEmpty ? "" : " ") + (line.hasPrefix("- ") ? line.dropFirst(2) : line).trimmed
      }
    }
    endParagraph()
    return blocks
  }
}

extension Substring {
  /// Without spaces and tabs at either end.
  fileprivate var trimmed: String {
    let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    let start = drop(while: isSpace)
    guard let last = start.lastIndex(where: { !isSpace($0) }) else { return "" }
    return String(start[...last])
  }
}

extension String {
  /// Without line breaks at either end.
  fileprivate var trimmedLines: String {
    let start = drop { $0 == "\n" }
    guard let last = start.lastIndex(where: { $0 != "\n" }) else { return "" }
    return String(start[...last])
  }
}
