// Findings as JUnit XML: a suite a file, a failing case a finding, which every pipeline can show.

package import Diagnostics
import Provenance

package struct JUnitRenderer: Sendable {
  private let threshold: Severity

  /// What is graver than or as grave as the threshold fails; the rest stands in `system-out`.
  package init(failingAt threshold: Severity = .error) {
    self.threshold = threshold
  }

  package func render(_ reports: [Report]) -> [UInt8] {
    let suites = reports.map(suite)
    let caseCount = suites.reduce(0) { $0 + $1.caseCount }
    let failureCount = suites.reduce(0) { $0 + $1.failureCount }
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    text += "<testsuites name=\"ashlar\" tests=\"\(caseCount)\" failures=\"\(failureCount)\">\n"
    for suite in suites { text += suite.text }
    text += "</testsuites>\n"
    return Array(text.utf8)
  }

  private func suite(
    _ report: Report
  ) -> (text: String, caseCount: Int, failureCount: Int) {
    let failures = report.findings.located.filter { $0.finding.code.severity >= threshold }
    let rest = report.findings.located.filter { $0.finding.code.severity < threshold }
    let caseCount = max(1, failures.count)
    let file = XMLText.attribute(report.file)
    var text =
      "  <testsuite name=\"\(file)\" tests=\"\(caseCount)\" failures=\"\(failures.count)\""
      + " errors=\"0\" skipped=\"0\" time=\"0\">\n"
    if failures.isEmpty {
      text += "    <testcase classname=\"\(file)\" name=\"validates\" time=\"0\"/>\n"
    }
    for failure in failures { text += testCase(failure, classname: file) }
    if !rest.isEmpty {
      let lines = rest.map { FindingLineRenderer().text(of: $0) }.joined(separator: "\n")
      text += "    <system-out>\(XMLText.content(lines))</system-out>\n"
    }
    return (text + "  </testsuite>\n", caseCount, failures.count)
  }

  private func testCase(_ found: LocatedFinding, classname: String) -> String {
    let code = found.finding.code
    let place = found.place
    let name = "\(code.id) \(code.slug) at \(place.start.line):\(place.start.column)"
    let body = DisplayText.line(place.file) + "\n" + FindingLineRenderer().text(of: found)
    return "    <testcase classname=\"\(classname)\" name=\"\(XMLText.attribute(name))\""
      + " time=\"0\">\n"
      + "      <failure type=\"\(XMLText.attribute(code.id))\""
      + " message=\"\(XMLText.attribute(found.finding.message))\">"
      + "\(XMLText.content(body))</failure>\n    </testcase>\n"
  }
}

/// XML 1.0 cannot hold every character, not even escaped: those are shown by a stand-in.
enum XMLText {
  static func content(_ text: String) -> String { escape(text, inAttribute: false) }

  static func attribute(_ text: String) -> String { escape(text, inAttribute: true) }

  private static func escape(_ text: String, inAttribute: Bool) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"" where inAttribute: escaped += "&quot;"
      // A reader would turn these into spaces, or a carriage return into a line feed.
      case "\n" where inAttribute: escaped += "&#10;"
      case "\t" where inAttribute: escaped += "&#9;"
      case "\n", "\t": escaped.unicodeScalars.append(scalar)
      case "\r": escaped += "&#13;"
      case "\u{FFFE}", "\u{FFFF}": escaped += "\u{FFFD}"
      default:
        let isControl = scalar.value < 0x20
        escaped.unicodeScalars.append(isControl ? DisplayText.neutral(scalar) : scalar)
      }
    }
    return escaped
  }
}
