// When something is to happen: by cron, at a rate, or once.

package import Diagnostics
package import Shapes

/// What a scheduled action of Application Auto Scaling takes; backup plans take only cron.
package enum Schedule: Hashable, Sendable, CustomStringConvertible {
  package static let malformed = Code("AWS004", "malformed-schedule", .error)

  package enum RateUnit: String, CaseIterable, Sendable {
    case minute, hour, day
  }

  case cron(CronExpression)
  case rate(Int, RateUnit)
  case once(CalendarDate, hour: Int, minute: Int, second: Int)

  package init(parsing text: String) throws(FormatFault) {
    if text.hasPrefix("cron(") {
      self = .cron(try CronExpression(parsing: text))
    } else if let inner = Schedule.content(of: text, in: "rate(") {
      self = try Schedule.parseRate(inner, of: text)
    } else if let inner = Schedule.content(of: text, in: "at(") {
      self = try Schedule.parseMoment(inner, of: text)
    } else {
      throw Schedule.fault("\(Characters.excerpt(text)) is not a schedule")
    }
  }

  package var description: String {
    switch self {
    case .cron(let expression): return expression.text
    case .rate(let count, let unit):
      return "rate(\(count) \(unit.rawValue)\(count == 1 ? "" : "s"))"
    case .once(let date, let hour, let minute, let second):
      let time = [hour, minute, second].map { $0 < 10 ? "0\($0)" : "\($0)" }
      return "at(\(date)T\(time.joined(separator: ":")))"
    }
  }

  private static func content(of text: String, in opening: String) -> Substring? {
    guard text.hasPrefix(opening), text.hasSuffix(")") else { return nil }
    return text.dropFirst(opening.count).dropLast()
  }

  /// EVIDENCE: Application Auto Scaling API reference, ScheduledAction: rate(value unit), and
  /// EventBridge user guide, "Rate expressions": a value of 1 takes the singular.
  private static func parseRate(
    _ inner: Substring, of text: String
  ) throws(FormatFault) -> Schedule {
    let parts = inner.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 2, let count = Characters.number(parts[0]), count > 0 else {
      throw fault("\(Characters.excerpt(text)) is not a positive number and a unit")
    }
    let unit = RateUnit.allCases.first {
      parts[1] == $0.rawValue || parts[1] == "\($0.rawValue)s"
    }
    guard let unit else {
      throw fault("the unit \(Characters.excerpt(parts[1])) is not minutes, hours or days")
    }
    guard (parts[1] == unit.rawValue) == (count == 1) else {
      throw fault("`\(text)` is written `\(Schedule.rate(count, unit))`")
    }
    return .rate(count, unit)
  }

  private static func parseMoment(
    _ inner: Substring, of text: String
  ) throws(FormatFault) -> Schedule {
    let parts = inner.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
    let clock = parts.count == 2 ? parts[1].split(separator: ":") : []
    guard parts.count == 2, parts[1].utf8.count == 8, clock.map(\.utf8.count) == [2, 2, 2],
      let hour = Characters.number(clock[0]), let minute = Characters.number(clock[1]),
      let second = Characters.number(clock[2])
    else { throw fault("\(Characters.excerpt(text)) is not a date and a time") }
    let date: CalendarDate
    do throws(FormatFault) {
      date = try CalendarDate(parsing: String(parts[0]))
    } catch {
      throw fault(error.message)
    }
    guard hour < 24, minute < 60, second < 60 else {
      throw fault("`\(parts[1])` is not a time of day")
    }
    return .once(date, hour: hour, minute: minute, second: second)
  }

  private static func fault(_ message: String) -> FormatFault {
    FormatFault(
      malformed, message,
      help: "write `cron(0 5 * * ? *)`, `rate(1 hour)` or `at(2027-01-31T05:00:00)`")
  }
}
