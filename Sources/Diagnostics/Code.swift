// The stable name of a finding; declared in the file that reports it.

package enum Severity: String, Sendable, Comparable, CaseIterable {
  case note, warning, error

  private var rank: Int {
    switch self {
    case .note: return 0
    case .warning: return 1
    case .error: return 2
    }
  }

  package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
}

/// A code never changes its meaning (`Tests/codes.txt`) and has a page that `explain` prints.
package struct Code: Hashable, Sendable {
  package let id: String
  /// Named for the wrong thing, so that "waive `local-index-without-sort-key`" reads.
  package let slug: String
  package let severity: Severity

  package init(_ id: String, _ slug: String, _ severity: Severity) {
    self.id = id
    self.slug = slug
    self.severity = severity
  }

  /// The same code where it weighs differently: tiers ask for the same with different force.
  package func at(_ severity: Severity) -> Code { Self.init(id, slug, severity) }
}
