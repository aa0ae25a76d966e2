// Why a value of a template is what it is: the lines behind it, as text and as JSON.

import AshlarCommand
import Diagnostics
import FindingFormats
import JSONText
import Provenance

struct TemplateAnswer {
  let question: TemplateQuestion
  /// The texts that places lie in, by the names the trail gives them.
  let texts: [String: LineTable]
  let paint: Paint

  /// Values with an origin of their own that are listed; the rest is counted.
  private static let originsMax = 200

  private var trail: Tree { question.trail }

  /// A place in a text: where it is, and which lines say why.
  private struct Place {
    let from: String
    let layer: String
    let file: String
    let line: Int
    let column: Int
    let pointer: String
  }

  private func place(_ node: NodeID) -> Place {
    Place(
      from: text("from", node), layer: text("layer", node), file: text("file", node),
      line: Int(text("line", node)) ?? 0, column: Int(text("column", node)) ?? 0,
      pointer: text("pointer", node))
  }

  private func text(_ key: String, _ node: NodeID) -> String {
    trail.value(key, in: node).map { trail.text(of: $0) } ?? ""
  }

  private func sources(of entry: NodeID) -> [NodeID] {
    trail.value("sources", in: entry).map { Array(trail.children(of: $0)) } ?? []
  }

  /// The comment that stands right above a line: in a layer, it names the control.
  private func comment(above line: Int, in table: LineTable) -> ClosedRange<Int>? {
    var first = line
    while first > 1, let above = table.line(first - 1), isComment(above) { first -= 1 }
    return first < line ? first...(line - 1) : nil
  }

  private func isComment(_ line: ArraySlice<UInt8>) -> Bool {
    line.first { $0 != UInt8(ascii: " ") } == UInt8(ascii: "#")
  }
}

// MARK: - Text

extension TemplateAnswer {
  func rendered() -> [UInt8] {
    var lines = [
      paint(.bold, question.pointer.isEmpty ? "the whole template" : question.pointer)
        + " in \(DisplayText.line(question.file))"
    ]
    if let value = question.value, question.origins.count == 1 {
      lines += String(decoding: value, as: UTF8.self).split(separator: "\n")
        .map { "  \(DisplayText.line(String($0)))" }
    }
    for origin in question.origins.prefix(TemplateAnswer.originsMax) {
      lines.append("")
      if origin.pointer != question.pointer { lines.append(paint(.bold, origin.pointer)) }
      lines += explained(origin.entry)
    }
    let rest = question.origins.count - TemplateAnswer.originsMax
    if rest > 0 { lines += ["", "… and \(rest) more values; ask for a part of it"] }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  private func explained(_ entry: NodeID) -> [String] {
    switch text("from", entry) {
    case "fixed": return ["  nobody decides it: \(DisplayText.line(text("reason", entry)))"]
    case "derived":
      return ["  worked out: \(DisplayText.line(text("note", entry)))"]
        + sources(of: entry).flatMap { quoted(place($0), as: "from") }
    default: return quoted(place(entry), as: "stated in")
    }
  }

  private func quoted(_ place: Place, as relation: String) -> [String] {
    let what = place.layer.isEmpty ? "" : "the layer `\(DisplayText.line(place.layer))`, "
    let spot = "\(DisplayText.line(place.file)):\(place.line):\(place.column)"
    var lines = ["  \(relation) \(what)\(spot)"]
    guard let table = texts[place.file], let line = table.line(place.line) else { return lines }
    let width = String(place.line).count
    let above = place.layer.isEmpty ? nil : comment(above: place.line, in: table)
    for number in (above.map(Array.init) ?? []) + [place.line] {
      let shown = String(decoding: table.line(number) ?? line, as: UTF8.self)
      let gutter = String(repeating: " ", count: width - String(number).count) + "\(number) |"
      lines.append("  \(paint(.gutter, gutter)) \(DisplayText.line(shown))")
    }
    return lines
  }
}

// MARK: - JSON

extension TemplateAnswer {
  func json() -> [UInt8] {
    var writer = JSONWriter(.indented)
    writer.object { writer in
      writer.member("file", question.file)
      writer.member("pointer", question.pointer)
      writer.key("origins")
      writer.array { writer in
        for origin in question.origins { write(origin, to: &writer) }
      }
    }
    return writer.finished()
  }

  private func write(_ origin: TemplateQuestion.Origin, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("pointer", origin.pointer)
      let from = text("from", origin.entry)
      switch from {
      case "fixed":
        writer.member("from", from)
        writer.member("reason", text("reason", origin.entry))
      case "derived":
        writer.member("from", from)
        writer.member("note", text("note", origin.entry))
        writer.key("sources")
        writer.array { writer in
          for source in sources(of: origin.entry) {
            writer.object { write(place(source), to: &$0) }
          }
        }
      default: write(place(origin.entry), to: &writer)
      }
    }
  }

  private func write(_ place: Place, to writer: inout JSONWriter) {
    writer.member("from", place.from)
    if !place.layer.isEmpty { writer.member("layer", place.layer) }
    writer.member("file", place.file)
    writer.member("line", place.line)
    writer.member("column", place.column)
    writer.member("pointer", place.pointer)
    guard let table = texts[place.file], let line = table.line(place.line) else { return }
    writer.member("text", String(decoding: line, as: UTF8.self))
    if !place.layer.isEmpty, let above = comment(above: place.line, in: table) {
      writer.member("comment", above.map { String(decoding: table.line($0) ?? [], as: UTF8.self) })
    }
  }
}
