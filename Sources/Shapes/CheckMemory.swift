// What a check has worked out and may need again: compiled patterns, verdicts of formats.

package struct CheckMemory: Sendable {
  /// By place in the schema's text.
  private var patterns: [(place: UInt32, pattern: Pattern)] = []
  var verdicts = FormatVerdicts()

  package init() {}

  mutating func pattern(at range: TableRange, of schema: Schema) -> Pattern {
    // A schema has a few dozen.
    if let known = patterns.first(where: { $0.place == range.start }) { return known.pattern }
    // Every pattern of ours is compiled by a test; one that cannot be is never reached here.
    let pattern: Pattern
    do throws(PatternError) { pattern = try Pattern(schema.text(range)) } catch {
      preconditionFailure("the schema's pattern \(schema.text(range)) does not compile")
    }
    patterns.append((range.start, pattern))
    return pattern
  }
}
