// A day of the Gregorian calendar, as ISO 8601 writes it; no clock, no zone.

package import Diagnostics
package import Shapes

package struct CalendarDate: Hashable, Sendable, Comparable, CustomStringConvertible {
  package static let malformed = Code("AWS009", "malformed-date", .error)

  package let year: Int
  package let month: Int
  package let day: Int

  /// Nil for a day no calendar has, and outside the years 1 to 9999.
  package init?(year: Int, month: Int, day: Int) {
    guard 1...9999 ~= year, 1...12 ~= month,
      1...CalendarDate.dayCount(ofMonth: month, year: year) ~= day
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// Nil for what is no date; for who has had it checked.
  package init?(valid text: String) {
    do throws(FormatFault) { self = try CalendarDate(parsing: text) } catch { return nil }
  }

  /// The day, in UTC, of a moment. Civil from days, after Howard Hinnant's "chrono-compatible
  /// low-level date algorithms": eras of 400 years, each beginning on a first of March.
  package init(secondsSinceEpoch seconds: Int) {
    let days = (seconds >= 0 ? seconds : seconds - 86_399) / 86_400 + 719_468
    let era = (days >= 0 ? days : days - 146_096) / 146_097
    let dayOfEra = days - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  package init(parsing text: String) throws(FormatFault) {
    let fields = text.utf8.count == 10 ? text.split(separator: "-") : []
    guard fields.map(\.utf8.count) == [4, 2, 2], let year = Characters.number(fields[0]),
      let month = Characters.number(fields[1]), let day = Characters.number(fields[2])
    else { throw CalendarDate.fault("\(Characters.excerpt(text)) is not a date") }
    guard let date = CalendarDate(year: year, month: month, day: day) else {
      throw CalendarDate.fault("`\(text)` is not a day of the calendar")
    }
    self = date
  }

  package var description: String {
    "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  package static func < (left: CalendarDate, right: CalendarDate) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }

  static func dayCount(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: return 30
    default: return 31
    }
  }

  private func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: width - digits.count) + digits
  }

  private static func fault(_ message: String) -> FormatFault {
    FormatFault(malformed, message, help: "write year, month and day, such as `2027-01-31`")
  }
}
