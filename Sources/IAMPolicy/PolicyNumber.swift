// Decimal numbers as conditions compare them: exactly, whatever their length.

/// Sign, significant digits and the power of ten of the first digit; zero has no digits.
struct PolicyNumber: Sendable, Comparable {
  /// More than any quantity that is compared; bounds what an exponent can ask for.
  private static let exponentMax = 9_999

  private let isNegative: Bool
  private let digits: [UInt8]
  private let magnitude: Int

  /// `-12`, `3.50`, `1e3`; nil for everything else.
  init?(_ text: some Collection<UInt8>) {
    var rest = Array(text)[...]
    var isNegative = false
    if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      isNegative = sign == UInt8(ascii: "-")
      rest.removeFirst()
    }
    let whole = rest.prefix(while: PolicyNumber.isDigit)
    rest = rest[whole.endIndex...]
    var fraction: ArraySlice<UInt8> = []
    if rest.first == UInt8(ascii: ".") {
      fraction = rest.dropFirst().prefix(while: PolicyNumber.isDigit)
      guard !fraction.isEmpty else { return nil }
      rest = rest[fraction.endIndex...]
    }
    guard !whole.isEmpty, let exponent = PolicyNumber.exponent(rest) else { return nil }
    let all = Array(whole + fraction)
    guard let first = all.firstIndex(where: { $0 != UInt8(ascii: "0") }),
      let last = all.lastIndex(where: { $0 != UInt8(ascii: "0") })
    else {
      self.isNegative = false
      digits = []
      magnitude = 0
      return
    }
    self.isNegative = isNegative
    digits = Array(all[first...last])
    magnitude = whole.count - first + exponent
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// What follows the digits: nothing, or `e` and a whole number.
  private static func exponent(_ text: ArraySlice<UInt8>) -> Int? {
    if text.isEmpty { return 0 }
    guard let mark = text.first, mark | 0x20 == UInt8(ascii: "e") else { return nil }
    guard let value = Int(String(decoding: text.dropFirst(), as: UTF8.self)),
      value.magnitude <= exponentMax
    else { return nil }
    return value
  }

  static func < (left: PolicyNumber, right: PolicyNumber) -> Bool {
    if left.isNegative != right.isNegative { return left.isNegative }
    return left.isNegative ? right.isNearer(than: left) : left.isNearer(than: right)
  }

  /// To zero.
  private func isNearer(than other: PolicyNumber) -> Bool {
    if digits.isEmpty || other.digits.isEmpty { return digits.isEmpty && !other.digits.isEmpty }
    if magnitude != other.magnitude { return magnitude < other.magnitude }
    return digits.lexicographicallyPrecedes(other.digits)
  }
}
