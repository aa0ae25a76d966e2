// One line of a text as an excerpt shows it: safe, tabs widened, cut to what surrounds a place.

/// Long lines are cut to a window, so that a minified document does not flood the screen.
struct ExcerptLine {
  /// In characters; lines up to this length are shown whole.
  static let charactersMax = 200
  private static let charactersBefore = 60
  private static let windowLength = 160
  /// Stops do not line up in an excerpt anyway: a tab is this many spaces.
  private static let tabWidth = 4
  private static let ellipsis = "…"

  private(set) var text = ""
  /// The terminal column before each character of the window, and the one after the last.
  private var columns: [Int] = []
  private let firstCharacter: Int

  /// `around` is a column from 1: the place that must be seen.
  init(_ bytes: ArraySlice<UInt8>, around column: Int) {
    let starts = bytes.indices.filter { bytes[$0] & 0xC0 != 0x80 }
    var window = 0..<starts.count
    if starts.count > ExcerptLine.charactersMax {
      let from = max(
        0, min(column - 1 - ExcerptLine.charactersBefore, starts.count - ExcerptLine.windowLength))
      window = from..<min(starts.count, from + ExcerptLine.windowLength)
    }
    firstCharacter = window.lowerBound
    var width = 0
    if window.lowerBound > 0 {
      text += ExcerptLine.ellipsis
      width = 1
    }
    for position in window {
      columns.append(width)
      let end = position + 1 < starts.count ? starts[position + 1] : bytes.endIndex
      for scalar in String(decoding: bytes[starts[position]..<end], as: UTF8.self).unicodeScalars {
        width += append(scalar)
      }
    }
    columns.append(width)
    if window.upperBound < starts.count { text += ExcerptLine.ellipsis }
  }

  private mutating func append(_ scalar: Unicode.Scalar) -> Int {
    if scalar == "\t" {
      text += String(repeating: " ", count: ExcerptLine.tabWidth)
      return ExcerptLine.tabWidth
    }
    let shown = DisplayText.neutral(scalar)
    text.unicodeScalars.append(shown)
    return DisplayText.width(of: shown)
  }

  /// The terminal column of a character column (from 1), held within the window.
  private func terminalColumn(_ column: Int) -> Int {
    columns[max(0, min(column - 1 - firstCharacter, columns.count - 1))]
  }

  /// Spaces up to the place and marks under it; an empty place gets one mark.
  func underline(from start: Int, to end: Int?, with mark: Character) -> (
    indent: Int, marks: String
  ) {
    let from = terminalColumn(start)
    let to = end.map(terminalColumn) ?? columns[columns.count - 1]
    return (from, String(repeating: mark, count: max(1, to - from)))
  }
}
