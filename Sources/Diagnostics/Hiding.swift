// Findings without those that somebody asked not to see.

extension Findings {
  /// Without the notes and warnings of these codes; an error is never hidden.
  package func hiding(_ ids: Set<String>) -> Findings {
    if ids.isEmpty { return self }
    return Findings(
      self,
      keeping: located.filter {
        $0.finding.code.severity == .error || !ids.contains($0.finding.code.id)
      })
  }

  private init(_ other: Findings, keeping located: [LocatedFinding]) {
    self.located = located
    tables = other.tables
    sources = other.sources
    droppedCount = other.droppedCount
  }
}
