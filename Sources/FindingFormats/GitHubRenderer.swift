// Findings as workflow commands, which GitHub Actions turns into annotations.

import Diagnostics
import Provenance

package struct GitHubRenderer: Sendable {
  package init() {}

  package func render(_ reports: [Report]) -> [UInt8] {
    Array(reports.flatMap(\.findings.located).map { line($0) + "\n" }.joined().utf8)
  }

  private func line(_ found: LocatedFinding) -> String {
    let finding = found.finding
    let place = found.place
    var properties = [("file", place.file), ("line", "\(place.start.line)")]
    properties.append(("endLine", "\(place.end.line)"))
    // Columns of an annotation must lie on one line, otherwise GitHub refuses it.
    if place.start.line == place.end.line {
      properties.insert(("col", "\(place.start.column)"), at: 2)
      properties.append(("endColumn", "\(place.end.column)"))
    }
    properties.append(("title", "\(finding.code.id) \(finding.code.slug)"))
    let list = properties.map { "\($0.0)=\(escapeProperty($0.1))" }.joined(separator: ",")
    var message = finding.message
    if let help = finding.help { message += "\nhelp: \(help)" }
    for related in found.related {
      message += "\n\(related.place.file):\(related.place.start.line): \(related.message)"
    }
    return "::\(command(finding.code.severity)) \(list)::\(escapeMessage(message))"
  }

  private func command(_ severity: Severity) -> String {
    switch severity {
    case .error: return "error"
    case .warning: return "warning"
    case .note: return "notice"
    }
  }

  private func escapeMessage(_ text: String) -> String { escape(text, alsoSeparators: false) }

  private func escapeProperty(_ text: String) -> String { escape(text, alsoSeparators: true) }

  private func escape(_ text: String, alsoSeparators: Bool) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": escaped += "%25"
      case "\r": escaped += "%0D"
      case "\n": escaped += "%0A"
      case ":" where alsoSeparators: escaped += "%3A"
      case "," where alsoSeparators: escaped += "%2C"
      // The log is shown with its escape sequences obeyed.
      default: escaped.unicodeScalars.append(DisplayText.neutral(scalar))
      }
    }
    return escaped
  }
}
