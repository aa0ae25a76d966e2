// Findings without those that somebody asked not to see.

import Provenance

extension Findings {
  /// Without the notes and warnings of these codes; an error is never hidden.
  package func hiding(_ ids: Set<String>) -> Findings {
    if ids.isEmpty { return self }
    return Findings(
      located: located.filter {
        $0.finding.code.severity == .error || !ids.contains($0.finding.code.id)
      }, tables: tables, droppedCount: droppedCount)
  }

  private init(located: [LocatedFinding], tables: [LineTable], droppedCount: Int) {
    self.located = located
    self.tables = tables
    self.droppedCount = droppedCount
  }
}
