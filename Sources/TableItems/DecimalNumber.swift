// DynamoDB's number: a sign, up to 38 decimal digits and an exponent, exact.

/// `digits` × 10^`exponent`, negative or not. Always normal: no trailing zero in `digits`, and zero
/// is `0 × 10^0`, so that equal numbers have equal parts. `Decimal` of Foundation refuses legal
/// numbers, and binary floating point changes them.
package struct DecimalNumber: Sendable, Hashable {
  package let isNegative: Bool
  package let exponent: Int16
  package let digits: UInt128

  /// EVIDENCE: Service quotas, "Number": up to 38 digits of precision, magnitudes from 1E-130 to
  /// 9.99…E+125.
  package static let digitsMax = 38
  package static let magnitudes = -130...125

  package static let zero = DecimalNumber(normal: false, digits: 0, exponent: 0)

  init(normal isNegative: Bool, digits: UInt128, exponent: Int) {
    self.isNegative = isNegative
    self.digits = digits
    self.exponent = Int16(truncatingIfNeeded: exponent)
  }

  package init(_ value: Int) {
    let number = DecimalNumber(
      trimming: value < 0, digits: UInt128(value.magnitude), exponent: 0)
    self = number
  }

  /// Takes trailing zeros off; the caller knows that the result is within the limits.
  init(trimming isNegative: Bool, digits: UInt128, exponent: Int) {
    var digits = digits
    var exponent = exponent
    guard digits != 0 else {
      self = .zero
      return
    }
    while digits % 10 == 0 {
      digits /= 10
      exponent += 1
    }
    self.init(normal: isNegative, digits: digits, exponent: exponent)
  }

  /// Takes trailing zeros off and holds the result against the limits of a number.
  init(checking isNegative: Bool, digits: UInt128, exponent: Int) throws(ValueFault) {
    let number = DecimalNumber(trimming: isNegative, digits: digits, exponent: exponent)
    if number.digits != 0 {
      // The exponent is narrowed only once it is known to fit.
      var zeros = 0
      var rest = digits
      while rest % 10 == 0 {
        rest /= 10
        zeros += 1
      }
      let count = rest.decimalDigitCount
      let magnitude = exponent + zeros + count - 1
      if magnitude > DecimalNumber.magnitudes.upperBound { throw .numberOverflow }
      if magnitude < DecimalNumber.magnitudes.lowerBound { throw .numberUnderflow }
      if count > DecimalNumber.digitsMax { throw .numberTooPrecise }
    }
    self = number
  }

  package var isZero: Bool { digits == 0 }

  package var digitCount: Int { digits.decimalDigitCount }

  /// The power of ten of the first digit; 0 for zero.
  package var magnitude: Int { isZero ? 0 : Int(exponent) + digitCount - 1 }

  /// The number as a whole number of 64 bits, if it is one.
  package var integer: Int64? {
    guard exponent >= 0, magnitude <= 18 else { return nil }
    let value = digits * UInt128.powersOfTen[Int(exponent)]
    return isNegative
      ? Int64(exactly: -Int128(truncatingIfNeeded: value)) : Int64(exactly: value)
  }
}

extension DecimalNumber {
  /// The whole part of a number with a fraction; nil where it has none or is too large.
  package var wholePart: Int64? {
    guard exponent < 0, magnitude <= 18 else { return nil }
    guard magnitude >= 0 else { return 0 }
    let whole = digits / UInt128.powersOfTen[Int(-exponent)]
    return isNegative ? -Int64(truncatingIfNeeded: whole) : Int64(truncatingIfNeeded: whole)
  }
}

extension UInt128 {
  /// 10^0 to 10^38; 10^39 does not fit.
  static let powersOfTen: [UInt128] = (0...38).reduce(into: []) { powers, _ in
    powers.append(powers.last.map { $0 * 10 } ?? 1)
  }

  var decimalDigitCount: Int {
    guard self != 0 else { return 1 }
    // log10(2) ≈ 1233 / 4096: right or one too many.
    let bits = 128 - leadingZeroBitCount
    let guess = (bits * 1_233) >> 12
    guard guess <= 38 else { return 39 }
    return self >= UInt128.powersOfTen[guess] ? guess + 1 : guess
  }
}

extension DecimalNumber: Comparable {
  package static func < (left: DecimalNumber, right: DecimalNumber) -> Bool {
    if left.signum != right.signum { return left.signum < right.signum }
    if left.isZero { return false }
    let isSmaller = left.magnitudeIsSmaller(than: right)
    return left.isNegative ? right.magnitudeIsSmaller(than: left) : isSmaller
  }

  private var signum: Int { isZero ? 0 : isNegative ? -1 : 1 }

  private func magnitudeIsSmaller(than other: DecimalNumber) -> Bool {
    if magnitude != other.magnitude { return magnitude < other.magnitude }
    let (count, otherCount) = (digitCount, other.digitCount)
    if count < otherCount {
      return digits * UInt128.powersOfTen[otherCount - count] < other.digits
    }
    return digits < other.digits * UInt128.powersOfTen[count - otherCount]
  }
}
