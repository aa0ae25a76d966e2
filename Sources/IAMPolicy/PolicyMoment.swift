// Moments as conditions compare them: ISO 8601 as the W3C profiles it, or seconds of the epoch.

struct PolicyMoment: Sendable, Comparable {
  private let seconds: Int
  private let nanoseconds: Int

  /// `2026`, `2026-07`, `2026-07-01`, `2026-07-01T12:30Z`, `2026-07-01T12:30:00.5+02:00` or
  /// `1782900000`. Four digits are a year. A time without a zone is UTC.
  ///
  /// EVIDENCE: IAM user guide, "Date condition operators".
  init?(_ text: some Collection<UInt8>) {
    var scanner = DigitScanner(Array(text))
    if let seconds = scanner.wholeNumber() {
      self.seconds = seconds
      nanoseconds = 0
      return
    }
    guard let year = scanner.number(4) else { return nil }
    var month = 1
    var day = 1
    var time = (seconds: 0, nanoseconds: 0)
    if scanner.take("-") {
      guard let written = scanner.number(2) else { return nil }
      month = written
      if scanner.take("-") {
        guard let written = scanner.number(2) else { return nil }
        day = written
        if scanner.take("T") {
          guard let read = scanner.time() else { return nil }
          time = read
        }
      }
    }
    guard scanner.isAtEnd, let days = PolicyMoment.days(year, month, day) else { return nil }
    seconds = days * 86_400 + time.seconds
    nanoseconds = time.nanoseconds
  }

  /// Days from 1970-01-01, nil for a day no calendar has: years are counted from March, so that the
  /// leap day comes last.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int? {
    guard (1...12).contains(month) else { return nil }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1...lengths[month - 1]).contains(day) else { return nil }
    let shifted = month > 2 ? year : year - 1
    let monthsSinceMarch = (month + 9) % 12
    let dayOfYear = (153 * monthsSinceMarch + 2) / 5 + day - 1
    // Day 0 of this count is 0000-03-01, day 719,468 is 1970-01-01.
    let leapDays = floored(shifted, 4) - floored(shifted, 100) + floored(shifted, 400)
    return shifted * 365 + leapDays + dayOfYear - 719_468
  }

  /// Year 0 begins in March of year -1.
  private static func floored(_ value: Int, _ divisor: Int) -> Int {
    value >= 0 ? value / divisor : -((divisor - 1 - value) / divisor)
  }

  static func < (left: PolicyMoment, right: PolicyMoment) -> Bool {
    (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
  }
}

private struct DigitScanner {
  /// What 64 bits hold of seconds with room to spare.
  private static let epochDigitsMax = 17

  private let bytes: [UInt8]
  private var index = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { index == bytes.count }

  mutating func take(_ mark: Unicode.Scalar) -> Bool {
    guard index < bytes.count, UInt32(bytes[index]) == mark.value else { return false }
    index += 1
    return true
  }

  private var digit: Int? {
    guard index < bytes.count, (0x30...0x39).contains(bytes[index]) else { return nil }
    return Int(bytes[index]) - 0x30
  }

  /// Exactly so many digits.
  mutating func number(_ count: Int) -> Int? {
    var value = 0
    for _ in 0..<count {
      guard let digit else { return nil }
      value = value * 10 + digit
      index += 1
    }
    return value
  }

  /// The text as one whole number that is no year.
  func wholeNumber() -> Int? {
    let digits = bytes.first == UInt8(ascii: "-") ? bytes.count - 1 : bytes.count
    guard digits > 0, digits <= DigitScanner.epochDigitsMax, bytes.count != 4,
      bytes.suffix(digits).allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return Int(String(decoding: bytes, as: UTF8.self))
  }

  /// `12:30`, with seconds and fractions or without, and a zone; as seconds of the UTC day.
  mutating func time() -> (seconds: Int, nanoseconds: Int)? {
    guard let hour = number(2), hour < 24, take(":"), let minute = number(2), minute < 60 else {
      return nil
    }
    var seconds = hour * 3_600 + minute * 60
    var nanoseconds = 0
    if take(":") {
      // A leap second is the second after.
      guard let second = number(2), second <= 60 else { return nil }
      seconds += second
      if take(".") {
        guard let fraction = fraction() else { return nil }
        nanoseconds = fraction
      }
    }
    guard let offset = offset() else { return nil }
    return (seconds - offset, nanoseconds)
  }

  /// As nanoseconds; what is finer is dropped.
  private mutating func fraction() -> Int? {
    guard digit != nil else { return nil }
    var value = 0
    var unit = 100_000_000
    while let digit {
      value += digit * unit
      unit /= 10
      index += 1
    }
    return value
  }

  private mutating func offset() -> Int? {
    if isAtEnd || take("Z") { return 0 }
    let isWest = take("-")
    guard isWest || take("+"), let hour = number(2), hour < 24 else { return nil }
    _ = take(":")
    guard let minute = number(2), minute < 60 else { return nil }
    let offset = hour * 3_600 + minute * 60
    return isWest ? -offset : offset
  }
}
