// Numbers as text: what is read as one, and how one is written.

extension DecimalNumber {
  /// Reads `-12.5e3` and the like: a sign, digits with at most one point, an exponent.
  package init(parsing text: some Sequence<UInt8>) throws(ValueFault) {
    var scan = DecimalScan()
    for byte in text { scan.take(byte) }
    guard let (isNegative, exponent) = scan.finish() else { throw .notANumber(ByteString(text)) }
    guard scan.digits != 0 else {
      self = .zero
      return
    }
    guard !scan.isTooPrecise else {
      let magnitude = exponent + scan.digits.decimalDigitCount - 1
      if magnitude > DecimalNumber.magnitudes.upperBound { throw .numberOverflow }
      if magnitude < DecimalNumber.magnitudes.lowerBound { throw .numberUnderflow }
      throw .numberTooPrecise
    }
    try self.init(checking: isNegative, digits: scan.digits, exponent: exponent)
  }

  package init(parsing text: String) throws(ValueFault) {
    try self.init(parsing: text.utf8)
  }

  /// UNCERTAIN: DynamoDB's notation for far magnitudes; plain digits, never an exponent, is the
  /// choice here.
  package func write(to out: inout [UInt8]) {
    if isNegative { out.append(UInt8(ascii: "-")) }
    var reversed: [UInt8] = []
    reversed.reserveCapacity(40)
    var rest = digits
    repeat {
      reversed.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest != 0
    let pointAfter = reversed.count + Int(exponent)
    if exponent >= 0 {
      out.append(contentsOf: reversed.reversed())
      out.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: Int(exponent)))
    } else if pointAfter > 0 {
      out.append(contentsOf: reversed.reversed().prefix(pointAfter))
      out.append(UInt8(ascii: "."))
      out.append(contentsOf: reversed.reversed().dropFirst(pointAfter))
    } else {
      out.append(contentsOf: [UInt8(ascii: "0"), UInt8(ascii: ".")])
      out.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: -pointAfter))
      out.append(contentsOf: reversed.reversed())
    }
  }

  package var text: String {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension DecimalNumber: CustomStringConvertible {
  package var description: String { text }
}

/// A number being read, a byte at a time.
private struct DecimalScan {
  var digits: UInt128 = 0
  /// More than 38 digits that count: those behind are dropped, unless they are zeros.
  var isTooPrecise = false
  private var isNegative = false
  private var part = Part.start
  private var hasDigits = false
  private var scale = 0
  private var exponent = 0
  private var exponentIsNegative = false
  private var exponentHasDigits = false
  /// Zeros seen and not yet needed: they count only if another digit follows.
  private var zerosPending = 0
  private var isBroken = false

  /// An exponent this far out cannot be a number whatever its digits: longer ones stop counting.
  private static let exponentMax = 1_000_000

  private enum Part { case start, whole, fraction, exponentStart, exponent }

  mutating func take(_ byte: UInt8) {
    switch (byte, part) {
    case (UInt8(ascii: "-"), .start), (UInt8(ascii: "+"), .start):
      isNegative = byte == UInt8(ascii: "-")
      part = .whole
    case (UInt8(ascii: "0")...UInt8(ascii: "9"), .start),
      (UInt8(ascii: "0")...UInt8(ascii: "9"), .whole):
      part = .whole
      takeDigit(byte &- UInt8(ascii: "0"))
    case (UInt8(ascii: "0")...UInt8(ascii: "9"), .fraction):
      scale += 1
      takeDigit(byte &- UInt8(ascii: "0"))
    case (UInt8(ascii: "."), .start), (UInt8(ascii: "."), .whole):
      part = .fraction
    case (UInt8(ascii: "e"), .whole), (UInt8(ascii: "E"), .whole), (UInt8(ascii: "e"), .fraction),
      (UInt8(ascii: "E"), .fraction):
      part = .exponentStart
    case (UInt8(ascii: "-"), .exponentStart), (UInt8(ascii: "+"), .exponentStart):
      exponentIsNegative = byte == UInt8(ascii: "-")
      part = .exponent
    case (UInt8(ascii: "0")...UInt8(ascii: "9"), .exponentStart),
      (UInt8(ascii: "0")...UInt8(ascii: "9"), .exponent):
      part = .exponent
      exponentHasDigits = true
      exponent = min(exponent * 10 + Int(byte &- UInt8(ascii: "0")), DecimalScan.exponentMax)
    default: isBroken = true
    }
  }

  private mutating func takeDigit(_ digit: UInt8) {
    hasDigits = true
    guard digit != 0 else {
      if digits != 0 { zerosPending += 1 }
      return
    }
    let shift = zerosPending + 1
    if isTooPrecise || digits.decimalDigitCount + shift > 38, digits != 0 {
      isTooPrecise = true
      zerosPending += 1
    } else {
      digits = digits * UInt128.powersOfTen[min(shift, 38)] + UInt128(digit)
      zerosPending = 0
    }
  }

  /// The sign and the exponent of `digits`; nil if this was no number.
  func finish() -> (isNegative: Bool, exponent: Int)? {
    guard !isBroken, hasDigits, part != .exponentStart, part != .exponent || exponentHasDigits
    else { return nil }
    return (isNegative, (exponentIsNegative ? -exponent : exponent) - scale + zerosPending)
  }
}
