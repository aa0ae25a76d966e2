// The lines of the texts a finding is about, with its places marked beneath them.

import Diagnostics
import Provenance

/// A place to mark; the finding's own place has no label, its message stands above.
struct ExcerptMark {
  let place: LocatedPlace
  let label: String
  let isPrimary: Bool
}

struct Excerpt {
  private let marks: [ExcerptMark]
  private let tables: [LineTable]
  private let severity: Severity
  private let paint: Paint
  private let gutterWidth: Int

  init(_ found: LocatedFinding, tables: [LineTable], paint: Paint) {
    let primary = ExcerptMark(place: found.place, label: "", isPrimary: true)
    marks =
      [primary]
      + found.related.map { ExcerptMark(place: $0.place, label: $0.message, isPrimary: false) }
    self.tables = tables
    severity = found.finding.code.severity
    self.paint = paint
    gutterWidth = String(marks.reduce(1) { max($0, $1.place.start.line) }).count
  }

  /// Texts in the order they are first mentioned, the finding's own first.
  func lines() -> [String] {
    var sources: [SourceID] = []
    for mark in marks where !sources.contains(mark.place.source) {
      sources.append(mark.place.source)
    }
    var lines: [String] = []
    for (position, source) in sources.enumerated() {
      let here = marks.filter { $0.place.source == source }
      let arrow = paint(.gutter, position == 0 ? "-->" : ":::")
      let named = here[0].place
      let file = DisplayText.line(named.file)
      lines.append(
        "\(indent)\(arrow) \(file):\(named.start.line):\(named.start.column)")
      lines.append(bar)
      lines += quoted(here, from: tables[Int(source.raw)])
    }
    return lines
  }

  /// The gutter of the lines below the excerpt: `= help: …`.
  func remark(_ name: String, _ text: String) -> [String] {
    let gutter = "\(indent) \(paint(.gutter, "=")) "
    let rest = String(repeating: " ", count: gutterWidth + 3 + name.count + 2)
    return DisplayText.lines(text).enumerated().map { position, line in
      position == 0 ? "\(gutter)\(paint(.bold, name)): \(line)" : rest + line
    }
  }

  var bar: String { "\(indent) \(paint(.gutter, "|"))" }

  private var indent: String { String(repeating: " ", count: gutterWidth) }

  private func quoted(_ marks: [ExcerptMark], from table: LineTable) -> [String] {
    let byLine = Dictionary(grouping: marks) { $0.place.start.line }
    var lines: [String] = []
    var lastShown: Int?
    for number in byLine.keys.sorted() {
      if let last = lastShown, number > last + 1 { lines.append(paint(.gutter, "...")) }
      lastShown = number
      let here = byLine[number] ?? []
      let line = ExcerptLine(table.line(number) ?? [], around: here[0].place.start.column)
      let padded =
        String(repeating: " ", count: gutterWidth - String(number).count) + String(number)
      let text = line.text.isEmpty ? "" : " " + line.text
      lines.append("\(paint(.gutter, padded)) \(paint(.gutter, "|"))\(text)")
      lines += here.map { underline($0, in: line) }
    }
    return lines
  }

  private func underline(_ mark: ExcerptMark, in line: ExcerptLine) -> String {
    let place = mark.place
    // Of a place that spans lines only the first is shown, to its end.
    let end = place.end.line == place.start.line ? place.end.column : nil
    let (column, marks) = line.underline(
      from: place.start.column, to: end, with: mark.isPrimary ? "^" : "-")
    let label = mark.label.isEmpty ? "" : " " + DisplayText.line(mark.label)
    let style = mark.isPrimary ? severity.style : Paint.Style.gutter
    return "\(bar) \(String(repeating: " ", count: column))\(paint(style, marks + label))"
  }
}
