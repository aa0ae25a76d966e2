// The characters one place of a pattern accepts: ranges, plus whole Unicode categories.

/// The categories `\p{…}` may name: those that the schemas of AWS use.
enum ScalarCategory: Sendable {
  case letter, upperCaseLetter, lowerCaseLetter, number, decimalDigit, separator

  /// Both of ECMA-262's spellings, short and long.
  init?(named name: String) {
    switch name {
    case "L", "Letter": self = .letter
    case "Lu", "Uppercase_Letter": self = .upperCaseLetter
    case "Ll", "Lowercase_Letter": self = .lowerCaseLetter
    case "N", "Number": self = .number
    case "Nd", "Decimal_Number", "digit": self = .decimalDigit
    case "Z", "Separator": self = .separator
    default: return nil
    }
  }

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    let category = scalar.properties.generalCategory
    switch self {
    case .letter:
      return [.uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter]
        .contains(category)
    case .upperCaseLetter: return category == .uppercaseLetter
    case .lowerCaseLetter: return category == .lowercaseLetter
    case .number: return [.decimalNumber, .letterNumber, .otherNumber].contains(category)
    case .decimalDigit: return category == .decimalNumber
    case .separator:
      return [.spaceSeparator, .lineSeparator, .paragraphSeparator].contains(category)
    }
  }
}

/// Scalars that follow each other. `ClosedRange` would do, but what Swift has to work out for a
/// generic type at its first use costs every start of the program more than all patterns do.
struct ScalarRange: Sendable {
  let lowerBound: UInt32
  let upperBound: UInt32
}

func ... (lowerBound: UInt32, upperBound: UInt32) -> ScalarRange {
  ScalarRange(lowerBound: lowerBound, upperBound: upperBound)
}

struct ScalarSet: Sendable {
  private var ranges: [ScalarRange] = []
  private var categories: [(category: ScalarCategory, isNegated: Bool)] = []
  private var isNegated = false
  /// The answer for each ASCII character, bit by bit: nearly all text is ASCII.
  private var asciiLow: UInt64 = 0
  private var asciiHigh: UInt64 = 0

  init(
    ranges: [ScalarRange],
    categories: [(category: ScalarCategory, isNegated: Bool)] = [], isNegated: Bool = false
  ) {
    self.ranges = ScalarSet.merge(ranges)
    self.categories = categories
    self.isNegated = isNegated
    for value in UInt32(0)..<128 where decide(value) {
      if value < 64 { asciiLow |= 1 << UInt64(value) } else { asciiHigh |= 1 << UInt64(value - 64) }
    }
  }

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    if value < 64 { return asciiLow >> UInt64(value) & 1 == 1 }
    if value < 128 { return asciiHigh >> UInt64(value - 64) & 1 == 1 }
    return decide(value)
  }

  private func decide(_ value: UInt32) -> Bool {
    if holdsInRanges(value) { return !isNegated }
    guard !categories.isEmpty, let scalar = Unicode.Scalar(value) else { return isNegated }
    let isMember = categories.contains { $0.category.contains(scalar) != $0.isNegated }
    return isMember != isNegated
  }

  private func holdsInRanges(_ value: UInt32) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < value { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].lowerBound <= value
  }

  /// Sorted and disjoint, as the binary search wants them.
  private static func merge(_ ranges: [ScalarRange]) -> [ScalarRange] {
    var merged: [ScalarRange] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, range.lowerBound <= last.upperBound &+ 1 {
        merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    return merged
  }
}

/// What `\d`, `\w`, `\s` and `.` stand for (ECMA-262, CharacterClassEscape).
enum ScalarRanges {
  static let last: UInt32 = 0x10FFFF
  static let digits: [ScalarRange] = [0x30...0x39]
  static let wordCharacters: [ScalarRange] = [
    0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A,
  ]
  /// ECMA-262's WhiteSpace and LineTerminator: unlike `\d` and `\w`, not only ASCII.
  static let whiteSpace: [ScalarRange] = [
    0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029,
    0x202F...0x202F, 0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF,
  ]
  static let lineTerminators: [ScalarRange] = [0x0A...0x0A, 0x0D...0x0D, 0x2028...0x2029]

  /// Everything but `ranges`, which are sorted and disjoint.
  static func complement(of ranges: [ScalarRange]) -> [ScalarRange] {
    var result: [ScalarRange] = []
    var next: UInt32 = 0
    for range in ranges {
      if range.lowerBound > next { result.append(next...(range.lowerBound - 1)) }
      next = range.upperBound + 1
    }
    if next <= last { result.append(next...last) }
    return result
  }
}
