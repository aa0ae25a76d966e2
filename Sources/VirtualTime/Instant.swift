// A point in time and a length of time, to the millisecond: what the simulator knows of clocks.

/// Milliseconds since 1970-01-01T00:00:00Z.
package struct Instant: Sendable, Hashable, Comparable, Codable {
  package var milliseconds: Int64

  @inlinable package init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  package init(seconds: Int64) {
    milliseconds = seconds * 1_000
  }

  /// Where a virtual clock starts unless told: 2026-01-01T00:00:00Z.
  package static let virtualStart = Instant(seconds: 1_767_225_600)

  /// Whole seconds, rounded down.
  package var seconds: Int64 {
    milliseconds >= 0 ? milliseconds / 1_000 : -((999 - milliseconds) / 1_000)
  }

  package static func < (left: Instant, right: Instant) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// Saturates: a hostile length of time must not end the process.
  package static func + (instant: Instant, span: TimeSpan) -> Instant {
    let (sum, overflow) = instant.milliseconds.addingReportingOverflow(span.milliseconds)
    guard overflow else { return Instant(milliseconds: sum) }
    return Instant(milliseconds: span.milliseconds < 0 ? .min : .max)
  }

  package static func - (instant: Instant, span: TimeSpan) -> Instant {
    instant + TimeSpan(milliseconds: span.milliseconds == .min ? .max : -span.milliseconds)
  }
}

package struct TimeSpan: Sendable, Hashable, Comparable, Codable {
  package var milliseconds: Int64

  package init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  package static let zero = TimeSpan(milliseconds: 0)

  package static func seconds(_ count: Int64) -> TimeSpan { TimeSpan(milliseconds: count * 1_000) }
  package static func minutes(_ count: Int64) -> TimeSpan { .seconds(count * 60) }
  package static func hours(_ count: Int64) -> TimeSpan { .minutes(count * 60) }
  package static func days(_ count: Int64) -> TimeSpan { .hours(count * 24) }

  package static func < (left: TimeSpan, right: TimeSpan) -> Bool {
    left.milliseconds < right.milliseconds
  }
}
