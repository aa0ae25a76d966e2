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
    let wholeEnd = ExcerptLine.index(
      bytes, after: ExcerptLine.charactersMax, from: bytes.startIndex)
    let isWhole = wholeEnd == bytes.endIndex
    firstCharacter = isWhole ? 0 : max(0, column - 1 - ExcerptLine.charactersBefore)
    var index = ExcerptLine.index(bytes, after: firstCharacter, from: bytes.startIndex)
    let end =
      isWhole ? wholeEnd : ExcerptLine.index(bytes, after: ExcerptLine.windowLength, from: index)
    var width = 0
    if firstCharacter > 0 {
      text += ExcerptLine.ellipsis
      width = 1
    }
    while index < end {
      columns.append(width)
      let next = ExcerptLine.index(bytes, after: 1, from: index)
      for scalar in String(decoding: bytes[index..<next], as: UTF8.self).unicodeScalars {
        width += append(scalar)
      }
      index = next
    }
    columns.append(width)
    if end < bytes.endIndex { text += ExcerptLine.ellipsis }
  }

  /// Goes `count` characters on, or to the end. A megabyte on one line is walked, never copied.
  private static func index(
    _ bytes: ArraySlice<UInt8>, after count: Int, from start: Int
  ) -> Int {
    var index = start
    var left = count
    while index < bytes.endIndex {
      let continues = index > start && bytes[index] & 0xC0 == 0x80
      if !continues {
        if left == 0 { return index }
        left -= 1
      }
      index += 1
    }
    return index
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
