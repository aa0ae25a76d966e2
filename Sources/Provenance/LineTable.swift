// Where each line of a text starts, so that a character position becomes a line and a column.

/// Built once per text, and only when something in it is reported.
package struct LineTable: Sendable {
  private struct Start {
    let character: UInt32
    let byte: Int
  }

  private let bytes: [UInt8]
  private let starts: [Start]

  package init(_ bytes: [UInt8]) {
    var starts = [Start(character: 0, byte: 0)]
    var character: UInt32 = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      // Continuation bytes belong to the character already counted.
      if byte & 0xC0 != 0x80 { character += 1 }
      let isBreak = byte == 0x0A || (byte == 0x0D && !(index < bytes.count && bytes[index] == 0x0A))
      if isBreak { starts.append(Start(character: character, byte: index)) }
    }
    self.bytes = bytes
    self.starts = starts
  }

  package var lineCount: Int { starts.count }

  package func lineColumn(at character: UInt32) -> LineColumn {
    let line = lineIndex(holding: character)
    return LineColumn(line: line + 1, column: Int(character - starts[line].character) + 1)
  }

  /// The bytes of a line (from 1) without its line break; nil beyond the end.
  package func line(_ number: Int) -> ArraySlice<UInt8>? {
    guard number >= 1, number <= starts.count else { return nil }
    let from = starts[number - 1].byte
    var to = number < starts.count ? starts[number].byte : bytes.count
    while to > from, bytes[to - 1] == 0x0A || bytes[to - 1] == 0x0D { to -= 1 }
    return bytes[from..<to]
  }

  private func lineIndex(holding character: UInt32) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle].character <= character { low = middle } else { high = middle }
    }
    return low
  }
}
