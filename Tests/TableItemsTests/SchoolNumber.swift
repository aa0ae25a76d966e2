// Numbers as a child would add them: digits in an array, one by one. What `DecimalNumber` is held
// against.

import TableItems
import VirtualTime

/// Digits, the last of which stands for 10^-400; no bounds to speak of.
struct SchoolNumber: Equatable {
  private(set) var isNegative: Bool
  /// Least significant first.
  private(set) var digits: [UInt8]
  static let scale = 400

  init(isNegative: Bool, digits text: [UInt8], exponent: Int) {
    self.isNegative = isNegative
    digits = [UInt8](repeating: 0, count: SchoolNumber.scale + exponent) + text.reversed()
    normalize()
  }

  private mutating func normalize() {
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty { isNegative = false }
  }

  static func isSmaller(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    if left.count != right.count { return left.count < right.count }
    for (one, two) in zip(left, right).reversed() where one != two { return one < two }
    return false
  }

  static func < (left: SchoolNumber, right: SchoolNumber) -> Bool {
    if left.isNegative != right.isNegative { return left.isNegative }
    return left.isNegative
      ? isSmaller(right.digits, left.digits) : isSmaller(left.digits, right.digits)
  }

  static func + (left: SchoolNumber, right: SchoolNumber) -> SchoolNumber {
    var sum = left
    if left.isNegative == right.isNegative {
      sum.digits = added(left.digits, right.digits)
    } else if isSmaller(left.digits, right.digits) {
      sum.digits = subtracted(right.digits, left.digits)
      sum.isNegative = right.isNegative
    } else {
      sum.digits = subtracted(left.digits, right.digits)
    }
    sum.normalize()
    return sum
  }

  private static func added(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
    var carry: UInt8 = 0
    var sum: [UInt8] = []
    for index in 0..<max(left.count, right.count) {
      let digit =
        (index < left.count ? left[index] : 0) + (index < right.count ? right[index] : 0) + carry
      sum.append(digit % 10)
      carry = digit / 10
    }
    return carry > 0 ? sum + [carry] : sum
  }

  private static func subtracted(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
    var borrow: Int = 0
    var rest: [UInt8] = []
    for index in left.indices {
      var digit = Int(left[index]) - (index < right.count ? Int(right[index]) : 0) - borrow
      borrow = digit < 0 ? 1 : 0
      if digit < 0 { digit += 10 }
      rest.append(UInt8(digit))
    }
    return rest
  }

  /// Digits that count, and the power of ten of the first.
  var significance: (count: Int, magnitude: Int) {
    let zeros = digits.prefix { $0 == 0 }.count
    return (digits.count - zeros, digits.count - 1 - SchoolNumber.scale)
  }

  /// The number as text with an exponent.
  var text: String {
    guard !digits.isEmpty else { return "0" }
    let zeros = digits.prefix { $0 == 0 }.count
    let shown = digits.dropFirst(zeros).reversed().map(String.init).joined()
    return (isNegative ? "-" : "") + shown + "e\(zeros - SchoolNumber.scale)"
  }

  static func random(_ random: inout SeededRandom) -> SchoolNumber {
    let count = Int.random(in: 1...38, using: &random)
    var digits = (0..<count).map { _ in UInt8.random(in: 0...9, using: &random) }
    digits[0] = UInt8.random(in: 1...9, using: &random)
    if Int.random(in: 0..<4, using: &random) == 0 { digits = digits.map { _ in 9 } }
    let near = Bool.random(using: &random)
    let magnitude = Int.random(in: near ? -20...20 : -130...125, using: &random)
    return SchoolNumber(
      isNegative: .random(using: &random), digits: digits, exponent: magnitude - count + 1)
  }
}
