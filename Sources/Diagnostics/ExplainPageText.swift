// The page of a code on a terminal.

extension ExplainPage {
  /// What most terminals are wide at least.
  private static let columns = 80

  /// Headings bold, fences indented, prose wrapped.
  package func terminalText(severity: Severity? = nil, colored: Bool = false) -> String {
    let paint = Paint(colored: colored)
    let kind = severity.map { paint($0.style, "\($0.rawValue)[\(code)]") } ?? paint(.bold, code)
    var parts = [kind + paint(.bold, ": " + slug), ExplainPage.show(summary, paint)]
    for section in sections {
      parts.append(
        paint(.bold, section.title) + "\n" + ExplainPage.show(section.readableBody, paint))
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private static func show(_ body: String, _ paint: Paint) -> String {
    var text = ""
    var isTight = false
    for block in blocks(of: body) {
      let shown: String
      var joinsNext = false
      switch block {
      case .paragraph(let words): shown = wrap(words, first: "  ", rest: "  ")
      case .item(let words):
        shown = wrap(words, first: "  - ", rest: "    ")
        joinsNext = true
      case .verbatim(let line):
        shown = "  " + line
        joinsNext = true
      case .fence(let language, let lines):
        shown = indent(lines, language, paint)
      }
      if !text.isEmpty { text += isTight && joinsNext ? "\n" : "\n\n" }
      text += shown
      isTight = joinsNext
    }
    return text
  }

  /// The findings of an example are set back, so that the example stands out.
  private static func indent(_ text: String, _ language: String, _ paint: Paint) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    return lines.map(String.init)
      .map { $0.isEmpty ? "" : "    " + (language == "text" ? paint(.faint, $0) : $0) }
      .joined(separator: "\n")
  }

  /// A word longer than a line stands on a line of its own.
  private static func wrap(_ text: String, first: String, rest: String) -> String {
    var lines: [String] = []
    var line = first
    var isEmpty = true
    for word in text.split(separator: " ") {
      if !isEmpty, line.count + 1 + word.count > columns {
        lines.append(line)
        line = rest
        isEmpty = true
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    return (lines + [line]).joined(separator: "\n")
  }
}
