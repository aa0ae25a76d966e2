// One field of a cron expression: what may stand in it, and which moments it means.

/// The six fields, in the order AWS writes them.
///
/// EVIDENCE: EventBridge user guide, "Cron expressions": values and wildcards per field; AWS
/// Backup, Application Auto Scaling and EventBridge share them.
package enum CronUnit: CaseIterable, Sendable {
  case minute, hour, dayOfMonth, month, dayOfWeek, year

  /// As messages call it.
  package var label: String {
    switch self {
    case .minute: return "minute"
    case .hour: return "hour"
    case .dayOfMonth: return "day-of-month"
    case .month: return "month"
    case .dayOfWeek: return "day-of-week"
    case .year: return "year"
    }
  }

  package var bounds: ClosedRange<Int> {
    switch self {
    case .minute: return 0...59
    case .hour: return 0...23
    case .dayOfMonth: return 1...31
    case .month: return 1...12
    case .dayOfWeek: return 1...7
    case .year: return 1970...2199
    }
  }

  /// Names that count from the lower bound.
  var names: [String] {
    switch self {
    case .month:
      return [
        "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
      ]
    case .dayOfWeek: return ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]
    case .minute, .hour, .dayOfMonth, .year: return []
    }
  }

  var isDay: Bool { self == .dayOfMonth || self == .dayOfWeek }
}

/// Why a field cannot stand, as a message goes on after the field's name.
struct CronFieldFault: Error {
  let reason: String
}

package enum CronField: Hashable, Sendable {
  /// `?`: the other day field decides.
  case unspecified
  /// Ascending.
  case values([Int])
  /// `L` for the day of the month: its last.
  case lastDay
  /// `LW`: the last day of the month that is no Saturday or Sunday.
  case lastWorkday
  /// `15W`: the workday nearest to a day of the month.
  case nearestWorkday(Int)
  /// `6L`: the last of a weekday in the month.
  case last(weekday: Int)
  /// `3#2`: the second Tuesday.
  case nth(Int, weekday: Int)

  /// Every value of the field's unit is meant.
  package func isEvery(_ unit: CronUnit) -> Bool {
    guard case .values(let values) = self else { return false }
    return values.count == unit.bounds.count
  }

  init(parsing text: Substring, as unit: CronUnit) throws(CronFieldFault) {
    if let special = try CronField.parseSpecial(text, as: unit) {
      self = special
      return
    }
    var isMeant = [Bool](repeating: false, count: unit.bounds.count)
    for item in text.split(separator: ",", omittingEmptySubsequences: false) {
      let (range, step) = try CronField.parseItem(item, as: unit)
      for value in stride(from: range.lowerBound, through: range.upperBound, by: step) {
        isMeant[value - unit.bounds.lowerBound] = true
      }
    }
    self = .values(unit.bounds.filter { isMeant[$0 - unit.bounds.lowerBound] })
  }

  /// `?`, `L`, `W` and `#`, which stand alone; nil for lists of values.
  private static func parseSpecial(
    _ text: Substring, as unit: CronUnit
  ) throws(CronFieldFault) -> CronField? {
    if text == "?" {
      guard unit.isDay else { throw CronFieldFault(reason: "cannot be `?`: only day fields can") }
      return .unspecified
    }
    switch unit {
    case .dayOfMonth:
      if text.uppercased() == "L" { return .lastDay }
      if text.uppercased() == "LW" { return .lastWorkday }
      guard text.hasSuffix("W") || text.hasSuffix("w") else { return nil }
      return .nearestWorkday(try parseValue(text.dropLast(), as: unit))
    case .dayOfWeek:
      // By itself `L` is the week's last day, which AWS counts from Sunday.
      if text.uppercased() == "L" { return .values([7]) }
      if text.hasSuffix("L") || text.hasSuffix("l") {
        return .last(weekday: try parseValue(text.dropLast(), as: unit))
      }
      guard let mark = text.firstIndex(of: "#") else { return nil }
      let weekday = try parseValue(text[..<mark], as: unit)
      guard let count = Characters.number(text[text.index(after: mark)...]), 1...5 ~= count else {
        throw CronFieldFault(reason: "counts weeks 1 to 5 after `#`, and takes no list with it")
      }
      return .nth(count, weekday: weekday)
    case .minute, .hour, .month, .year: return nil
    }
  }

  /// `*`, `a`, `a-b`, and any of them with `/step`.
  private static func parseItem(
    _ item: Substring, as unit: CronUnit
  ) throws(CronFieldFault) -> (range: ClosedRange<Int>, step: Int) {
    let parts = item.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2 else { throw CronFieldFault(reason: "has two steps in one item") }
    guard parts.count == 2 else { return (try parseRange(item, as: unit), 1) }
    guard unit != .dayOfWeek else {
      throw CronFieldFault(reason: "takes no step; list the days, such as `MON,WED,FRI`")
    }
    guard let step = Characters.number(parts[1]), step > 0, unit.bounds.upperBound >= step else {
      throw CronFieldFault(
        reason: "has the step \(Characters.excerpt(parts[1])), not 1 to \(unit.bounds.upperBound)")
    }
    let range = try parseRange(parts[0], as: unit)
    let isOpen = parts[0] != "*" && !parts[0].contains("-")
    return (isOpen ? range.lowerBound...unit.bounds.upperBound : range, step)
  }

  private static func parseRange(
    _ text: Substring, as unit: CronUnit
  ) throws(CronFieldFault) -> ClosedRange<Int> {
    if text == "*" { return unit.bounds }
    let ends = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    let low = try parseValue(ends[0], as: unit)
    guard ends.count == 2 else { return low...low }
    let high = try parseValue(ends[1], as: unit)
    guard low <= high else {
      throw CronFieldFault(
        reason: "has the range \(Characters.excerpt(text)), which runs backwards; list its parts")
    }
    return low...high
  }

  private static func parseValue(
    _ text: Substring, as unit: CronUnit
  ) throws(CronFieldFault) -> Int {
    guard !text.isEmpty else { throw CronFieldFault(reason: "lacks a value") }
    if let index = unit.names.firstIndex(of: text.uppercased()) {
      return unit.bounds.lowerBound + index
    }
    guard let value = Characters.number(text) else {
      throw CronFieldFault(
        reason: "cannot be \(Characters.excerpt(text))"
          + (unit.names.isEmpty ? "" : "; names are `\(unit.names.joined(separator: "`, `"))`"))
    }
    guard unit.bounds.contains(value) else {
      throw CronFieldFault(
        reason:
          "is \(value), outside \(unit.bounds.lowerBound) to \(unit.bounds.upperBound)")
    }
    return value
  }
}
