// A stretch of one text, in characters; lines and columns are worked out only for what is reported.

/// Positions count Unicode scalars from 0, a byte order mark excluded: what libyaml counts.
package struct Span: Hashable, Sendable {
  package let source: SourceID
  package let start: UInt32
  package let end: UInt32

  package init(source: SourceID, start: UInt32, end: UInt32) {
    self.source = source
    self.start = start
    self.end = max(start, end)
  }
}

/// A place as people read it: both numbers count from 1, columns in Unicode scalars.
package struct LineColumn: Hashable, Sendable {
  package let line: Int
  package let column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}
