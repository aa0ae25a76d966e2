// Makes text of unknown origin safe to show on a terminal, and says how wide it will be there.

package enum DisplayText {
  /// One line: whatever would move the cursor, colour the screen or turn the writing direction is
  /// replaced by a character that shows it was there.
  package static func line(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { neutral($0) != $0 }) else { return text }
    var safe = ""
    for scalar in text.unicodeScalars { safe.unicodeScalars.append(neutral(scalar)) }
    return safe
  }

  /// The lines of a text whose line breaks are meant, each made safe.
  static func lines(_ text: String) -> [String] {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map { line(String($0)) }
  }

  /// The control pictures exist for this; what has no picture becomes a replacement character.
  static func neutral(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0..<0x20: return Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}"
    case 0x7F: return "\u{2421}"
    case 0x20..<0x7F: return scalar
    // C1 controls, direction marks and overrides, line separators, invisible spaces.
    case 0x80..<0xA0, 0x061C, 0x200B, 0x200E...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF,
      0xFFF9...0xFFFB, 0xE0000...0xE007F:
      return "\u{FFFD}"
    default: return scalar
    }
  }

  /// Terminal columns of one character: 0 for what joins the one before, 2 for East Asian
  /// ideographs and emoji.
  static func width(of scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0..<0x300: return 1
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
      0x20000...0x3FFFD:
      return 2
    default: break
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return scalar.properties.isEmojiPresentation ? 2 : 1
    }
  }
}
