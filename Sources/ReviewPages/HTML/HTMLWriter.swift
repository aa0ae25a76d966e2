// Writes HTML bytes: every text is escaped, every element closed, and a page has no style and no
// script but what it was given.

struct HTMLWriter {
  private(set) var bytes: [UInt8] = []
  /// Elements that begin a line of their own, so that two pages can be compared.
  private static let blocks: Set<String> = [
    "article", "aside", "body", "caption", "dd", "details", "div", "dl", "dt", "footer", "g",
    "h1", "h2", "h3", "h4", "head", "header", "html", "li", "link", "main", "meta", "nav", "ol",
    "p", "path", "rect", "section", "style", "summary", "svg", "table", "tbody", "td", "text",
    "tfoot", "th", "thead", "title", "tr", "ul",
  ]

  typealias Attributes = [(name: String, value: String)]

  mutating func element(
    _ tag: String, _ attributes: Attributes = [], _ contents: (inout HTMLWriter) -> Void
  ) {
    open(tag, attributes)
    contents(&self)
    raw("</\(tag)>")
  }

  mutating func element(_ tag: String, _ attributes: Attributes = [], text: String) {
    element(tag, attributes) { $0.text(text) }
  }

  /// An element without an end.
  mutating func lone(_ tag: String, _ attributes: Attributes) { open(tag, attributes) }

  mutating func text(_ text: String) { escape(text) }

  /// Text that is no markup by its making: tags of ours, a style sheet.
  mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private mutating func open(_ tag: String, _ attributes: Attributes) {
    if HTMLWriter.blocks.contains(tag), let last = bytes.last, last != 0x0A { bytes.append(0x0A) }
    raw("<\(tag)")
    for (name, value) in attributes {
      raw(" \(name)=\"")
      escape(value)
      raw("\"")
    }
    raw(">")
  }

  private mutating func escape(_ text: String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": raw("&amp;")
      case "<": raw("&lt;")
      case ">": raw("&gt;")
      case "\"": raw("&quot;")
      case "'": raw("&#39;")
      case _ where Wording.isDeceptive(scalar): escape(Wording.spelledOut(scalar))
      default: bytes.append(contentsOf: String(scalar).utf8)
      }
    }
  }
}

// MARK: - What pages are made of

extension HTMLWriter {
  mutating func code(_ text: String) { element("code", text: text) }

  /// A long code may break anywhere.
  mutating func path(_ text: String) { element("code", [("class", "path")], text: text) }

  /// What we say, with its names in backticks, which become code.
  mutating func message(_ message: String) {
    let parts = message.split(separator: "`", omittingEmptySubsequences: false)
    guard parts.count % 2 == 1 else { return text(message) }
    for (number, part) in parts.enumerated() {
      if number % 2 == 0 { text(String(part)) } else { code(String(part)) }
    }
  }

  mutating func paragraph(_ text: String, _ kind: String? = nil) {
    element("p", kind.map { [("class", $0)] } ?? [], text: text)
  }

  /// A table that becomes a list of cards where there is no room.
  ///
  /// A heading right above may say what the caption says: then it is there for those who listen.
  mutating func table(
    _ caption: String, _ columns: [String], isCaptionShown: Bool = false,
    _ rows: (inout HTMLWriter) -> Void
  ) {
    // What can be scrolled must be reached by the keyboard.
    let region: Attributes = [
      ("class", "scroll"), ("role", "group"), ("aria-label", caption), ("tabindex", "0"),
    ]
    element("div", region) { html in
      html.element("table") { html in
        html.element("caption", isCaptionShown ? [] : [("class", "heard")], text: caption)
        html.element("thead") { html in
          html.element("tr") { html in
            for column in columns { html.element("th", [("scope", "col")], text: column) }
          }
        }
        html.element("tbody", [], rows)
      }
    }
  }

  mutating func row(_ kind: String? = nil, _ cells: (inout HTMLWriter) -> Void) {
    element("tr", kind.map { [("class", $0)] } ?? [], cells)
  }

  /// The first cell names the row.
  mutating func head(_ contents: (inout HTMLWriter) -> Void) {
    element("th", [("scope", "row")], contents)
  }

  /// `label` is the column's title again, for where a row is a card.
  mutating func cell(_ label: String, _ contents: (inout HTMLWriter) -> Void) {
    element("td", [("data-label", label)], contents)
  }

  mutating func cell(_ label: String, text: String) { cell(label) { $0.text(text) } }

  mutating func fold(
    _ title: String, kind: String? = nil, _ contents: (inout HTMLWriter) -> Void
  ) {
    element("details", kind.map { [("class", $0)] } ?? []) { html in
      html.element("summary", text: title)
      contents(&html)
    }
  }
}
