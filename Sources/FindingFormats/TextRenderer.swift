// Findings for people: what is wrong, the line it stands on, and what to write instead.

package import Diagnostics
import Provenance

package struct TextRenderer: Sendable {
  /// What is less grave than this is not shown.
  private let bar: Severity
  private let verbose: Bool
  private let paint: Paint

  /// Notes are shown only to who asks for them, warnings not to who asks for quiet; but what fails
  /// the run is always shown.
  package init(
    verbose: Bool = false, quiet: Bool = false, failingOn failing: Severity = .error,
    colored: Bool = false
  ) {
    bar = min(failing, verbose ? .note : quiet ? .error : .warning)
    self.verbose = verbose
    paint = Paint(colored: colored)
  }

  /// Empty when there is nothing to show.
  package func render(_ reports: [Report]) -> [UInt8] {
    var blocks: [[String]] = []
    var tally = Tally()
    var files: [String] = []
    var droppedCount = 0
    for report in reports {
      let shown = report.findings.located.filter { $0.finding.code.severity >= bar }
      for found in shown {
        tally.count(found.finding.code.severity)
        blocks.append(block(found, in: report))
      }
      droppedCount += report.findings.droppedCount
      if !shown.isEmpty { files.append(report.file) }
    }
    if !files.isEmpty {
      blocks.append([summary(tally, files, of: reports.count, droppedCount)])
    } else if droppedCount > 0 {
      // What was not kept fails the run, however grave it was.
      blocks.append(["too many findings: \(droppedCount) were not kept"])
    } else if verbose, reports.count > 1 {
      blocks.append(["\(reports.count) files checked, nothing to complain about"])
    }
    let text = blocks.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
    return Array(text.utf8)
  }

  private func block(_ found: LocatedFinding, in report: Report) -> [String] {
    let finding = found.finding
    let severity = finding.code.severity
    let heading = paint(severity.style, "\(severity.rawValue)[\(finding.code.id)]")
    let excerpt = Excerpt(found, tables: report.findings.tables, paint: paint)
    var lines = [heading + paint(.bold, ": " + DisplayText.line(finding.message))]
    lines += excerpt.lines()
    var remarks = finding.help.map { excerpt.remark("help", $0) } ?? []
    if !finding.controls.isEmpty {
      remarks += excerpt.remark("controls", finding.controls.joined(separator: ", "))
    }
    if !remarks.isEmpty { lines += [excerpt.bar] + remarks }
    return lines
  }

  private func summary(
    _ tally: Tally, _ files: [String], of checkedCount: Int, _ droppedCount: Int
  ) -> String {
    var counts: [String] = []
    func add(_ count: Int, _ noun: String, _ severity: Severity) {
      guard count > 0 else { return }
      counts.append(paint(severity.style, "\(count) \(noun)\(count == 1 ? "" : "s")"))
    }
    add(tally.errors, "error", .error)
    add(tally.warnings, "warning", .warning)
    add(tally.notes, "note", .note)
    let place =
      checkedCount == 1
      ? DisplayText.line(files[0])
      : (files.count < checkedCount ? "\(files.count) of " : "") + "\(checkedCount) files"
    let rest = droppedCount > 0 ? ", and \(droppedCount) more not shown" : ""
    return counts.joined(separator: ", ") + " in " + place + rest
  }
}
