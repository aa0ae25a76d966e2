// AWS's cron: `cron(minute hour day-of-month month day-of-week year)`.

package import Shapes

package struct CronExpression: Hashable, Sendable, CustomStringConvertible {
  /// EVIDENCE: Application Auto Scaling API reference, PutScheduledAction, Schedule: the longest
  /// that any of the services takes.
  static let lengthMax = 1_600

  package let minute: CronField
  package let hour: CronField
  package let dayOfMonth: CronField
  package let month: CronField
  package let dayOfWeek: CronField
  package let year: CronField
  package let text: String

  package var description: String { text }

  package init(parsing text: String) throws(FormatFault) {
    guard text.utf8.count <= CronExpression.lengthMax, text.hasPrefix("cron("), text.hasSuffix(")")
    else {
      throw CronExpression.fault("\(Characters.excerpt(text)) is not a `cron(…)` expression")
    }
    let parts = text.dropFirst(5).dropLast()
      .split(separator: " ", omittingEmptySubsequences: false)
    guard !parts.contains("") else {
      throw CronExpression.fault("`\(text)` does not have single spaces between its fields")
    }
    guard parts.count == CronUnit.allCases.count else {
      throw CronExpression.fault(
        "`\(text)` has \(parts.count) field\(parts.count == 1 ? "" : "s"), not 6")
    }
    var fields: [CronField] = []
    for (part, unit) in zip(parts, CronUnit.allCases) {
      do throws(CronFieldFault) {
        fields.append(try CronField(parsing: part, as: unit))
      } catch {
        throw CronExpression.fault("the \(unit.label) field `\(part)` \(error.reason)")
      }
    }
    (minute, hour, dayOfMonth) = (fields[0], fields[1], fields[2])
    (month, dayOfWeek, year) = (fields[3], fields[4], fields[5])
    self.text = text
    try demandOneDayField()
    try demandADay()
  }

  /// Every day of every year has at least one run.
  package var firesDaily: Bool {
    let coversDays = dayOfMonth.isEvery(.dayOfMonth) || dayOfWeek.isEvery(.dayOfWeek)
    return coversDays && month.isEvery(.month) && year.isEvery(.year)
  }

  /// EVIDENCE: EventBridge user guide, "Cron expressions": a value or `*` in one of the day
  /// fields needs a `?` in the other.
  private func demandOneDayField() throws(FormatFault) {
    switch (dayOfMonth == .unspecified, dayOfWeek == .unspecified) {
    case (true, true):
      throw CronExpression.fault("`\(text)` has `?` in both day fields; exactly one must be `?`")
    case (false, false):
      throw CronExpression.fault("`\(text)` sets both day fields; exactly one must be `?`")
    case (true, false), (false, true): return
    }
  }

  /// 30 February comes in no year.
  private func demandADay() throws(FormatFault) {
    guard case .values(let days) = dayOfMonth, case .values(let months) = month,
      let first = days.first
    else { return }
    // 2000 was a leap year.
    let longest = months.map { CalendarDate.dayCount(ofMonth: $0, year: 2000) }.max() ?? 0
    guard first <= longest else {
      throw CronExpression.fault(
        "the day-of-month field is \(first) or later, which no month of `\(text)` has")
    }
  }

  private static func fault(_ message: String) -> FormatFault {
    FormatFault(
      Schedule.malformed, message,
      help: "write `cron(minute hour day-of-month month day-of-week year)`, such as "
        + "`cron(0 5 * * ? *)` for 05:00 every day")
  }
}
