// Findings as people and tools read them: files, lines, columns and pointers, in file order.

package import Provenance

package struct LocatedPlace: Sendable, Hashable {
  package let file: String
  package let start: LineColumn
  package let end: LineColumn
  package let pointer: String
  /// Which text, for the excerpt.
  package let source: SourceID
}

package struct LocatedRelated: Sendable {
  package let place: LocatedPlace
  package let message: String
}

package struct LocatedFinding: Sendable {
  package let finding: Finding
  package let place: LocatedPlace
  package let related: [LocatedRelated]

  /// Two findings that say the same of the same place are one.
  fileprivate var identity: String {
    "\(finding.code.id) \(place.source.raw):\(place.start.line):\(place.start.column) "
      + finding.message
  }

  fileprivate var rank: Rank {
    Rank(
      source: place.source, line: place.start.line, column: place.start.column,
      severity: finding.code.severity, id: finding.code.id)
  }
}

/// Position first, then the graver, then the lower code.
private struct Rank: Comparable {
  let source: SourceID
  let line: Int
  let column: Int
  let severity: Severity
  let id: String

  static func < (left: Rank, right: Rank) -> Bool {
    if left.source != right.source { return left.source < right.source }
    if left.line != right.line { return left.line < right.line }
    if left.column != right.column { return left.column < right.column }
    if left.severity != right.severity { return left.severity > right.severity }
    return left.id < right.id
  }
}

/// Everything found in the texts of one compilation.
package struct Findings: Sendable {
  package let located: [LocatedFinding]
  package let tables: [LineTable]
  /// The texts that were looked at, by their number.
  package let sources: [SourceFile]
  package let droppedCount: Int

  package init(_ sink: Sink, in tree: Tree) {
    self.init(sink.findings, dropped: sink.droppedCount, in: tree)
  }

  /// Several looks at the same texts: what they share is said once.
  package init(merging others: [Findings]) {
    var seen = Set<String>()
    located = others.flatMap(\.located).enumerated()
      .map { (offset: $0.offset, found: $0.element) }
      .filter { seen.insert($0.found.identity).inserted }
      .sorted { left, right in
        (left.found.rank, left.offset) < (right.found.rank, right.offset)
      }.map(\.found)
    tables = others.first { !$0.tables.isEmpty }?.tables ?? []
    sources = others.first?.sources ?? []
    droppedCount = others.map(\.droppedCount).max() ?? 0
  }

  package init(_ findings: [Finding], dropped: Int, in tree: Tree) {
    droppedCount = dropped
    sources = tree.sources
    guard !findings.isEmpty else {
      located = []
      tables = []
      return
    }
    let tables = tree.sources.map { LineTable($0.bytes) }
    let locator = Locator(tree: tree, tables: tables)
    var seen = Set<String>()
    located = findings.enumerated().map { (offset: $0.offset, found: locator.locate($0.element)) }
      .filter { seen.insert($0.found.identity).inserted }
      .sorted { left, right in
        (left.found.rank, left.offset) < (right.found.rank, right.offset)
      }.map(\.found)
    self.tables = tables
  }
}

private struct Locator {
  let tree: Tree
  let tables: [LineTable]

  func locate(_ finding: Finding) -> LocatedFinding {
    var related = finding.related.map {
      LocatedRelated(place: locate($0.place), message: $0.message)
    }
    if let definition = definition(of: finding.place) {
      related.append(
        LocatedRelated(place: locate(definition), message: "the value is defined here"))
    }
    return LocatedFinding(finding: finding, place: locate(finding.place), related: related)
  }

  /// For a value used through an alias, a merge key or `${env:KEY}`: where it was written.
  private func definition(of place: Place) -> Place? {
    guard case .node(let node) = place else { return nil }
    return tree.flags(of: node).contains(.use) ? .node(tree.content(of: node)) : nil
  }

  private func locate(_ place: Place) -> LocatedPlace {
    let span = span(of: place)
    let table = tables[Int(span.source.raw)]
    return LocatedPlace(
      file: tree.sources[Int(span.source.raw)].name,
      start: table.lineColumn(at: span.start), end: table.lineColumn(at: span.end),
      pointer: pointer(of: place), source: span.source)
  }

  private func pointer(of place: Place) -> String {
    switch place {
    case .node(let node), .introduction(let node):
      return tree.pointer(to: tree.writtenNode(of: node))
    case .key(let node): return tree.pointer(to: node)
    case .span: return ""
    }
  }

  private func span(of place: Place) -> Span {
    switch place {
    case .node(let node): return tree.head(of: tree.writtenNode(of: node))
    case .key(let node): return tree.span(of: node)
    case .introduction(let node):
      let written = tree.writtenNode(of: node)
      return tree.introduction(of: written).map { tree.span(of: $0) } ?? tree.head(of: written)
    case .span(let span): return span
    }
  }
}
