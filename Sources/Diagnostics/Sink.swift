// Where findings gather. A stage that cannot go on proves with `Reported` that it said why.

/// Proof that an error was reported: only a sink makes one.
package struct Reported: Error {
  fileprivate init() {}
}

package struct Sink: Sendable {
  /// A text wrong in more places than this is not being read by a person.
  package static let findingsMax = 5_000

  /// To look for a similar name takes time that grows with the spec; behind this many findings none
  /// is looked for.
  private static let suggestionsMax = 500

  package private(set) var findings: [Finding] = []
  package private(set) var errorCount = 0
  /// Findings beyond `findingsMax`: counted, not kept.
  package private(set) var droppedCount = 0

  package init() {}

  /// What is reported from now on is counted, not kept.
  package var isFull: Bool { findings.count >= Sink.findingsMax }

  package var takesSuggestions: Bool { findings.count < Sink.suggestionsMax }

  /// The known name nearest to one that is about to be reported, while there is time to look.
  package func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
    takesSuggestions ? Suggestion.nearest(to: name, among: candidates) : nil
  }

  @discardableResult
  package mutating func report(_ finding: Finding) -> Reported {
    if finding.code.severity == .error { errorCount += 1 }
    if isFull { droppedCount += 1 } else { findings.append(finding) }
    return Reported()
  }

  /// Ends a stage: throws when anything since `mark` was an error.
  package func demandNoErrors(since mark: Int = 0) throws(Reported) {
    if errorCount > mark { throw Reported() }
  }
}
