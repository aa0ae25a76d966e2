// Reads an instant as ISO 8601 writes it: `2026-01-10T00:00:00Z`, with or without a fraction.

import AWSNames
import VirtualTime

extension Instant {
  /// UTC only: nil for what is no instant, or in another zone.
  init?(parsing text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes[10] == UInt8(ascii: "T"), bytes.last == UInt8(ascii: "Z"),
      bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
      let date = CalendarDate(valid: String(decoding: bytes[..<10], as: UTF8.self)),
      let hour = Instant.number(bytes[11..<13], below: 24),
      let minute = Instant.number(bytes[14..<16], below: 60),
      let second = Instant.number(bytes[17..<19], below: 60)
    else { return nil }
    var fraction: Int64 = 0
    if bytes.count > 20 {
      guard bytes[19] == UInt8(ascii: "."), (1...9).contains(bytes.count - 21),
        let digits = Instant.number(bytes[20..<bytes.count - 1], below: .max)
      else { return nil }
      fraction = digits
      for place in 0..<9 {
        if place < bytes.count - 21 { continue }
        fraction *= 10
      }
      fraction /= 1_000_000
    }
    let seconds = Instant.days(date) * 86_400 + hour * 3_600 + minute * 60 + second
    self.init(milliseconds: seconds * 1_000 + fraction)
  }

  private static func number(_ digits: ArraySlice<UInt8>, below bound: Int64) -> Int64? {
    var value: Int64 = 0
    for digit in digits {
      guard (0x30...0x39).contains(digit) else { return nil }
      value = value * 10 + Int64(digit - 0x30)
    }
    return value < bound ? value : nil
  }

  /// Days from 1970-01-01 to a date of the years 1 to 9999, after Howard Hinnant's algorithm.
  private static func days(_ date: CalendarDate) -> Int64 {
    let year = date.month <= 2 ? date.year - 1 : date.year
    let era = year / 400
    let yearOfEra = year - era * 400
    let monthFromMarch = (date.month + 9) % 12
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + date.day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int64(era * 146_097 + dayOfEra - 719_468)
  }
}
