// Where findings gather. A stage that cannot go on proves with `Reported` that it said why.

/// Proof that an error was reported: only a sink makes one.
package struct Reported: Error {
  fileprivate init() {}
}

package struct Sink: Sendable {
  /// A text wrong in more places than this is not being read by a person.
  package static let findingsMax = 5_000

  package private(set) var findings: [Finding] = []
  package private(set) var errorCount = 0
  /// Findings beyond `findingsMax`: counted, not kept.
  package private(set) var droppedCount = 0

  package init() {}

  @discardableResult
  package mutating func report(_ finding: Finding) -> Reported {
    if finding.code.severity == .error { errorCount += 1 }
    if findings.count < Sink.findingsMax { findings.append(finding) } else { droppedCount += 1 }
    return Reported()
  }

  /// Ends a stage: throws when anything since `mark` was an error.
  package func demandNoErrors(since mark: Int = 0) throws(Reported) {
    if errorCount > mark { throw Reported() }
  }
}
