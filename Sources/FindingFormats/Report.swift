// What one input gave: the findings, and the texts they point into.

package import Diagnostics
package import Provenance

package struct Report: Sendable {
  /// The input as the caller named it; what has no finding is named by it too.
  package let file: String
  /// The texts of the compilation, by `SourceID`: the input first, then the layers beneath it.
  package let sources: [SourceFile]
  package let findings: Findings

  package init(file: String, sources: [SourceFile], findings: Findings) {
    self.file = file
    self.sources = sources
    self.findings = findings
  }

  package init(file: String, tree: Tree, sink: Sink) {
    self.init(file: file, sources: tree.sources, findings: Findings(sink, in: tree))
  }
}

/// How many findings there are of each severity.
struct Tally {
  var errors = 0
  var warnings = 0
  var notes = 0

  mutating func count(_ severity: Severity) {
    switch severity {
    case .error: errors += 1
    case .warning: warnings += 1
    case .note: notes += 1
    }
  }
}
