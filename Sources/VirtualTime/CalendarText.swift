// Instants as ISO 8601 text in UTC, in both directions, by the proleptic Gregorian calendar.

extension Instant {
  /// `2026-01-01T00:00:00.000`, without a zone: how stream labels are written.
  package var label: String {
    let (day, inDay) = milliseconds.floorDivided(by: 86_400_000)
    let date = CalendarDate(daysSinceEpoch: day)
    let time = [inDay / 3_600_000, inDay / 60_000 % 60, inDay / 1_000 % 60].map { padded($0, 2) }
    return "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))T"
      + time.joined(separator: ":") + "." + padded(inDay % 1_000, 3)
  }

  /// `2026-01-01T00:00:00.000Z`.
  package var text: String { label + "Z" }

  private func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}

extension Int64 {
  /// Quotient rounded down, and what is left, never negative.
  func floorDivided(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}

/// A day of the calendar, after Howard Hinnant's algorithm for days from civil dates.
struct CalendarDate {
  var year: Int64
  var month: Int64
  var day: Int64

  init(daysSinceEpoch days: Int64) {
    let (era, dayOfEra) = (days + 719_468).floorDivided(by: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shifted + 2) / 5 + 1
    month = shifted < 10 ? shifted + 3 : shifted - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }
}
