// Exact sums and differences: a result of more than 38 digits is refused, never rounded.

extension DecimalNumber {
  package func adding(_ other: DecimalNumber) throws(ValueFault) -> DecimalNumber {
    if other.isZero { return self }
    if isZero { return other }
    let low = min(exponent, other.exponent)
    // Neither number has trailing zeros, so a sum that does not fit 128 bits has over 38 digits.
    guard let one = aligned(to: low), let two = other.aligned(to: low) else {
      throw .numberTooPrecise
    }
    if isNegative == other.isNegative {
      let (sum, overflow) = one.addingReportingOverflow(two)
      guard !overflow else { throw .numberTooPrecise }
      return try DecimalNumber(checking: isNegative, digits: sum, exponent: Int(low))
    }
    return one >= two
      ? try DecimalNumber(checking: isNegative, digits: one - two, exponent: Int(low))
      : try DecimalNumber(checking: other.isNegative, digits: two - one, exponent: Int(low))
  }

  package func subtracting(_ other: DecimalNumber) throws(ValueFault) -> DecimalNumber {
    try adding(other.negated)
  }

  package var negated: DecimalNumber {
    isZero ? self : DecimalNumber(normal: !isNegative, digits: digits, exponent: Int(exponent))
  }

  private func aligned(to low: Int16) -> UInt128? {
    let gap = Int(exponent) - Int(low)
    guard gap <= 38 else { return nil }
    let (product, overflow) = digits.multipliedReportingOverflow(by: UInt128.powersOfTen[gap])
    return overflow ? nil : product
  }
}
