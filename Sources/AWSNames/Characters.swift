// The alphabets AWS writes its names in, byte by byte.

enum Characters {
  static func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }

  static func isLowerCaseLetter(_ byte: UInt8) -> Bool { 0x61...0x7A ~= byte }

  static func isUpperCaseLetter(_ byte: UInt8) -> Bool { 0x41...0x5A ~= byte }

  static func isLetter(_ byte: UInt8) -> Bool {
    isLowerCaseLetter(byte) || isUpperCaseLetter(byte)
  }

  static func isAlphanumeric(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) }

  static func isHexDigit(_ byte: UInt8) -> Bool {
    isDigit(byte) || 0x61...0x66 ~= byte || 0x41...0x46 ~= byte
  }

  static func isLowerCaseHexDigit(_ byte: UInt8) -> Bool {
    isDigit(byte) || 0x61...0x66 ~= byte
  }

  /// Letters, digits and the bytes of `marks`, as many as `lengths` allows.
  static func isName(
    _ text: some StringProtocol, marks: StaticString, lengths: ClosedRange<Int>
  ) -> Bool {
    let bytes = text.utf8
    // A cheap bound first: nothing is counted twice over a hostile length.
    guard bytes.count >= lengths.lowerBound, bytes.count <= lengths.upperBound else { return false }
    let allowed = Array(marks.description.utf8)
    return bytes.allSatisfy { isAlphanumeric($0) || allowed.contains($0) }
  }

  /// A number of digits only, at most nine of them: nothing AWS counts is longer.
  static func number(_ text: some StringProtocol) -> Int? {
    guard 1...9 ~= text.utf8.count, text.utf8.allSatisfy(isDigit) else { return nil }
    return Int(text)
  }

  /// As a message shows it: a text of any length, but not all of it.
  static func excerpt(_ text: some StringProtocol) -> String {
    let shownMax = 80
    let head = text.prefix(shownMax)
    return head.endIndex == text.endIndex ? "`\(head)`" : "`\(head)…`"
  }
}
