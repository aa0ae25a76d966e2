// Cron, rates, moments, dates and zones.

import AWSNames
import Diagnostics
import Shapes
import Testing

@Suite struct ScheduleTests {
  @Test(arguments: [
    ("cron(0 5 * * ? *)", true), ("cron(0 5 ? * * *)", true), ("cron(0 2 ? * SUN *)", false),
    ("cron(0/15 8-18 ? * MON-FRI *)", false), ("cron(*/5 0,12 1/1 * ? *)", true),
    ("cron(0 0 L * ? *)", false), ("cron(0 0 lw * ? *)", false), ("cron(0 0 15W * ? *)", false),
    ("cron(0 0 ? * 6L *)", false), ("cron(0 0 ? * FRIL *)", false), ("cron(0 0 ? * 3#2 *)", false),
    ("cron(0 0 ? * mon#1 *)", false), ("cron(0 0 ? * L *)", false),
    ("cron(0 0 1 jan,JUL ? *)", false), ("cron(0 0 * JAN-DEC ? *)", true),
    ("cron(0 0 * 1-11 ? *)", false), ("cron(0 0 ? * 1,2,3,4,5-7 *)", true),
    ("cron(0 0 * * ? 1970-2199)", true), ("cron(0 0 * * ? 2026)", false),
    ("cron(0 0 29 2 ? *)", false), ("cron(59 23 31 12 ? 2199)", false),
  ])
  func readsCron(text: String, firesDaily: Bool) throws {
    let cron = try CronExpression(parsing: text)
    #expect(cron.firesDaily == firesDaily)
    #expect(cron.description == text)
    #expect(fault(of: text, as: "backup-cron") == nil)
    #expect(fault(of: text, as: "schedule") == nil)
  }

  @Test(arguments: [
    ("", "is not a `cron(…)` expression"), ("0 5 * * ? *", "is not a `cron(…)` expression"),
    ("cron(0 5 * * ? *", "is not a `cron(…)` expression"), ("rate(1 day)", "is not a `cron(…)`"),
    ("cron()", "single spaces"), ("cron(0  5 * * ? *)", "single spaces"),
    ("cron( 0 5 * * ? *)", "single spaces"), ("cron(0)", "has 1 field, not 6"),
    ("cron(0 5 * * ?)", "has 5 fields, not 6"), ("cron(0 5 * * ? * *)", "has 7 fields, not 6"),
    ("cron(60 5 * * ? *)", "the minute field `60` is 60, outside 0 to 59"),
    ("cron(0 24 * * ? *)", "the hour field `24` is 24, outside 0 to 23"),
    ("cron(0 5 0 * ? *)", "the day-of-month field `0` is 0, outside 1 to 31"),
    ("cron(0 5 32W * ? *)", "the day-of-month field `32W` is 32, outside 1 to 31"),
    ("cron(0 5 * 13 ? *)", "the month field `13` is 13, outside 1 to 12"),
    ("cron(0 5 * ABC ? *)", "the month field `ABC` cannot be `ABC`; names are `JAN`"),
    ("cron(0 5 ? * 8 *)", "the day-of-week field `8` is 8, outside 1 to 7"),
    ("cron(0 5 ? * 2/2 *)", "the day-of-week field `2/2` takes no step"),
    ("cron(0 5 ? * 3#6 *)", "counts weeks 1 to 5"),
    ("cron(0 5 ? * 3#2,4#1 *)", "takes no list with it"),
    ("cron(0 5 * * ? 1969)", "the year field `1969` is 1969, outside 1970 to 2199"),
    ("cron(? 5 * * ? *)", "the minute field `?` cannot be `?`: only day fields can"),
    ("cron(0 L * * ? *)", "the hour field `L` cannot be `L`"),
    ("cron(1, 5 * * ? *)", "the minute field `1,` lacks a value"),
    ("cron(5-1 5 * * ? *)", "runs backwards"), ("cron(1- 5 * * ? *)", "lacks a value"),
    ("cron(0/0 5 * * ? *)", "has the step `0`, not 1 to 59"),
    ("cron(0/99 5 * * ? *)", "has the step `99`"), ("cron(1/2/3 5 * * ? *)", "two steps"),
    ("cron(-1 5 * * ? *)", "lacks a value"), ("cron(+1 5 * * ? *)", "cannot be `+1`"),
    ("cron(0 5 ? * ? *)", "has `?` in both day fields"),
    ("cron(0 5 * * * *)", "sets both day fields"), ("cron(0 5 1 * 2 *)", "sets both day fields"),
    ("cron(0 5 30 2 ? *)", "which no month"), ("cron(0 5 31 4,6 ? *)", "which no month"),
  ])
  func saysWhichFieldIsWrong(text: String, reason: String) {
    let found = fault(of: text, as: "backup-cron")
    #expect(found?.code == Schedule.malformed)
    #expect(found?.message.contains(reason) == true, "\(found?.message ?? "accepted")")
    #expect(found?.help != nil)
  }

  /// Values, ranges, steps and lists drawn over every field, from a fixed seed.
  @Test func acceptsEveryCronTheGrammarMakes() {
    var random = SplitMix(state: 0x5EED)
    for _ in 0..<2_000 {
      var fields = CronUnit.allCases.map { random.field($0) }
      fields[random.below(2) == 0 ? 2 : 4] = "?"
      // The days up to the 28th are in every month.
      let text = "cron(\(fields.joined(separator: " ")))"
      #expect(fault(of: text, as: "backup-cron") == nil, "\(text)")
    }
  }

  @Test func isNotSlowedByLength() {
    let long = "cron(" + String(repeating: "1,", count: 200_000) + "1 5 * * ? *)"
    #expect(fault(of: long, as: "schedule")?.code == Schedule.malformed)
  }

  @Test(arguments: [
    "rate(1 minute)", "rate(5 minutes)", "rate(1 hour)", "rate(12 hours)", "rate(1 day)",
    "rate(30 days)", "at(2027-01-31T05:00:00)", "at(2028-02-29T23:59:59)", "cron(0 5 * * ? *)",
  ])
  func readsSchedules(text: String) throws {
    #expect(try Schedule(parsing: text).description == text)
  }

  @Test(arguments: [
    ("", "is not a schedule"), ("daily", "is not a schedule"), ("rate(1 hour", "is not a schedule"),
    ("rate(1)", "not a positive number"), ("rate(0 hours)", "not a positive number"),
    ("rate(-1 hours)", "not a positive number"), ("rate(1  hour)", "not a positive number"),
    ("rate(2 weeks)", "the unit `weeks`"), ("rate(1 hours)", "is written `rate(1 hour)`"),
    ("rate(2 hour)", "is written `rate(2 hours)`"), ("at(2027-01-31)", "not a date and a time"),
    ("at(2027-02-30T05:00:00)", "not a day of the calendar"),
    ("at(2027-01-31T24:00:00)", "not a time of day"),
    ("at(2027-01-31T05:00)", "not a date and a time"),
    ("at(2027-01-31T05:00:00Z)", "not a date and a time"), ("cron(0 5 * * ?)", "has 5 fields"),
  ])
  func saysWhatIsWrong(text: String, reason: String) {
    let found = fault(of: text, as: "schedule")
    #expect(found?.code == Schedule.malformed)
    #expect(found?.message.contains(reason) == true, "\(found?.message ?? "accepted")")
  }
}

@Suite struct CalendarDateTests {
  @Test func knowsEveryDayOfFourHundredYears() throws {
    var count = 0
    var last = try #require(CalendarDate(year: 1999, month: 12, day: 31))
    for year in 2000..<2400 {
      for month in 0...13 {
        for day in 0...32 {
          guard let date = CalendarDate(year: year, month: month, day: day) else { continue }
          count += 1
          #expect(last < date)
          last = date
        }
      }
    }
    // The Gregorian calendar repeats after exactly this many days.
    #expect(count == 146_097)
  }

  @Test(arguments: ["2027-01-31", "2028-02-29", "2000-02-29", "0001-01-01", "9999-12-31"])
  func readsAndWritesBack(text: String) throws {
    #expect(try CalendarDate(parsing: text).description == text)
  }

  @Test(arguments: [
    "", "2027", "2027-1-31", "2027/01/31", "31-01-2027", "2027-01-31T00:00:00", "2027-02-29",
    "1900-02-29", "2027-04-31", "2027-00-10", "2027-13-01", "2027-01-00", "0000-01-01",
    "2027--0131", "+027-01-31", "２０２７-01", " 2027-01-31", "-2027-01-1",
  ])
  func refusesWhatIsNoDay(text: String) {
    #expect(fault(of: text, as: "date")?.code == CalendarDate.malformed)
  }
}

@Suite struct TimezoneTests {
  @Test(arguments: [
    ("UTC", true), ("Europe/Berlin", true), ("America/Argentina/Buenos_Aires", true),
    ("Etc/GMT+1", true), ("America/Port-au-Prince", true), ("Africa/Dar_es_Salaam", true),
    ("", false), ("EST", false), ("utc", false), ("europe/berlin", false), ("Europe/", false),
    ("Europe/Berlin/", false), ("GMT+1", false), ("+01:00", false), ("A/B/C/D", false),
    ("Europe/Ber lin", false), ("Europe/Aaaaaaaaaaaaaaa", false),
  ])
  func knowsTheShape(text: String, isAccepted: Bool) {
    let found = fault(of: text, as: "timezone")
    #expect((found == nil) == isAccepted)
    #expect(found.map { $0.code == Timezone.unknown } ?? isAccepted)
  }
}

/// A small seeded generator, so that a failure can be had again.
private struct SplitMix {
  var state: UInt64

  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((value ^ value >> 31) % UInt64(bound))
  }

  mutating func value(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.count)
  }

  mutating func field(_ unit: CronUnit) -> String {
    let bounds = unit == .dayOfMonth ? 1...28 : unit.bounds
    switch below(5) {
    case 0: return "*"
    case 1 where unit != .dayOfWeek: return "*/\(value(in: 1...unit.bounds.upperBound))"
    case 2 where unit != .dayOfWeek: return "\(value(in: bounds))/\(value(in: 1...9) % 7 + 1)"
    case 3:
      let low = value(in: bounds)
      return "\(low)-\(value(in: low...bounds.upperBound))"
    default:
      return (0...below(4)).map { _ in String(value(in: bounds)) }.joined(separator: ",")
    }
  }
}
