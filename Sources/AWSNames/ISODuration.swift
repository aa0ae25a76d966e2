// A length of time as ISO 8601 writes it: `PT48H`, `P9D`, `P1DT12H30M0.5S`.

/// Weeks, days, hours, minutes and seconds; years and months are refused, since their length
/// depends on where they begin.
package struct ISODuration: Sendable, Hashable {
  package let milliseconds: Int64

  /// More than any test needs, and far from the end of a 64-bit count.
  private static let millisecondsMax: Int64 = 1_000 * 365 * 86_400_000

  /// Nil for what is no duration.
  package init?(_ text: String) {
    guard let milliseconds = ISODuration.read(text) else { return nil }
    self.milliseconds = milliseconds
  }

  private static func read(_ text: String) -> Int64? {
    var rest = Array(text.utf8)[...]
    guard rest.popFirst() == UInt8(ascii: "P"), !rest.isEmpty else { return nil }
    var total: Int64 = 0
    var units: [(UInt8, Int64)] = [
      (UInt8(ascii: "W"), 7 * 86_400_000), (UInt8(ascii: "D"), 86_400_000),
    ]
    var isTime = false
    while let first = rest.first {
      if first == UInt8(ascii: "T"), !isTime, rest.count > 1 {
        isTime = true
        units = [
          (UInt8(ascii: "H"), 3_600_000), (UInt8(ascii: "M"), 60_000), (UInt8(ascii: "S"), 1_000),
        ]
        rest.removeFirst()
        continue
      }
      guard let (thousandths, unit) = readPart(&rest),
        let place = units.firstIndex(where: { $0.0 == unit })
      else { return nil }
      // Only seconds may have a fraction.
      if unit != UInt8(ascii: "S"), thousandths % 1_000 != 0 { return nil }
      let (product, overflow) = thousandths.multipliedReportingOverflow(by: units[place].1)
      guard !overflow else { return nil }
      total += product / 1_000
      guard total <= millisecondsMax else { return nil }
      units.removeSubrange(...place)
    }
    return total
  }

  /// A number in thousandths, and the letter behind it.
  private static func readPart(_ rest: inout ArraySlice<UInt8>) -> (Int64, UInt8)? {
    var value: Int64 = 0
    var digits = 0
    var fraction: Int?
    while let byte = rest.popFirst() {
      switch byte {
      case 0x30...0x39:
        digits += 1
        if let places = fraction {
          fraction = places + 1
          if places >= 3 { continue }
        }
        value = value * 10 + Int64(byte - 0x30)
        if digits > 15 { return nil }
      case UInt8(ascii: ".") where fraction == nil && digits > 0: fraction = 0
      default:
        guard digits > 0, fraction != 0 else { return nil }
        for _ in min(fraction ?? 0, 3)..<3 { value *= 10 }
        return (value, byte)
      }
    }
    return nil
  }
}
