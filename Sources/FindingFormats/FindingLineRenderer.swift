// Findings one a line, as the pages of the codes quote them: short, stable, without file names.

package import Diagnostics
import Provenance

package struct FindingLineRenderer: Sendable {
  package init() {}

  package func render(_ reports: [Report]) -> [UInt8] {
    Array(reports.flatMap { $0.findings.located }.map { text(of: $0) + "\n" }.joined().utf8)
  }

  /// The finding and what belongs to it, without a line break at the end.
  package func text(of found: LocatedFinding) -> String {
    let finding = found.finding
    let pointer = found.place.pointer.isEmpty ? "" : " " + DisplayText.line(found.place.pointer)
    var lines = [
      "\(finding.code.severity.rawValue)[\(finding.code.id)] \(extent(found.place))\(pointer): "
        + DisplayText.line(finding.message)
    ]
    if let help = finding.help {
      lines.append("  help: " + DisplayText.lines(help).joined(separator: "\n        "))
    }
    for related in found.related {
      // Places in another text are meaningless without its name.
      let isElsewhere = related.place.source != found.place.source
      let file = isElsewhere ? DisplayText.line(related.place.file) + " " : ""
      lines.append(
        "  related \(file)\(extent(related.place)): \(DisplayText.line(related.message))")
    }
    return lines.joined(separator: "\n")
  }

  private func extent(_ place: LocatedPlace) -> String {
    "\(place.start.line):\(place.start.column)-\(place.end.line):\(place.end.column)"
  }
}
