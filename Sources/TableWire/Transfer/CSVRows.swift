// Rows of CSV, as RFC 4180 has them: cells may be quoted, and then hold anything.

struct CSVRows {
  private let bytes: [UInt8]
  private let delimiter: UInt8
  private var cursor = 0
  /// A quote was not closed, or something follows a closed one: what comes behind cannot be told.
  private(set) var isBroken = false

  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  init(_ bytes: [UInt8], delimiter: UInt8) {
    self.bytes = bytes
    self.delimiter = delimiter
  }

  /// The cells of the next row; lines with nothing in them are passed over.
  mutating func next() -> [[UInt8]]? {
    while cursor < bytes.count, isLineEnd(bytes[cursor]) { cursor += 1 }
    guard cursor < bytes.count, !isBroken else { return nil }
    var cells: [[UInt8]] = []
    while true {
      guard let cell = cell() else {
        isBroken = true
        return nil
      }
      cells.append(cell)
      guard cursor < bytes.count, bytes[cursor] == delimiter else { return cells }
      cursor += 1
    }
  }

  private func isLineEnd(_ byte: UInt8) -> Bool {
    byte == CSVRows.lineFeed || byte == CSVRows.carriageReturn
  }

  /// Up to the delimiter or the line's end, which is left where it is.
  private mutating func cell() -> [UInt8]? {
    guard cursor < bytes.count, bytes[cursor] == CSVRows.quote else {
      let start = cursor
      while cursor < bytes.count, bytes[cursor] != delimiter, !isLineEnd(bytes[cursor]) {
        cursor += 1
      }
      return Array(bytes[start..<cursor])
    }
    cursor += 1
    var cell: [UInt8] = []
    while cursor < bytes.count {
      let byte = bytes[cursor]
      cursor += 1
      guard byte == CSVRows.quote else {
        cell.append(byte)
        continue
      }
      // Two quotes within a quoted cell are one.
      if cursor < bytes.count, bytes[cursor] == CSVRows.quote {
        cell.append(byte)
        cursor += 1
        continue
      }
      let isEnd = cursor == bytes.count || bytes[cursor] == delimiter || isLineEnd(bytes[cursor])
      return isEnd ? cell : nil
    }
    return nil
  }
}
