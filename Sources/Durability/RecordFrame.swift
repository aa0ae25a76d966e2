// How a record lies in the log: its length, the checksums of its bytes and of this head, its bytes.

import TableWire

enum RecordFrame {
  static let headBytes = 12

  /// A record at its place: the offset is in the checksum, so that no record can be taken for
  /// another that stood there before.
  static func head(of body: [UInt8], at offset: Int) -> [UInt8] {
    var head: [UInt8] = []
    head.appendWord(UInt32(body.count))
    head.appendWord(CRC32.checksum(body))
    head.appendWord(check(head, at: offset))
    return head
  }

  enum Head: Equatable {
    case record(length: Int, checksum: UInt32)
    case damaged
  }

  static func read(_ bytes: [UInt8], _ start: Int, at offset: Int) -> Head {
    let words = Array(bytes[start..<start + 8])
    guard bytes.word(at: start + 8) == check(words, at: offset) else { return .damaged }
    let length = Int(words.word(at: 0))
    guard length > 0 else { return .damaged }
    return .record(length: length, checksum: words.word(at: 4))
  }

  private static func check(_ words: [UInt8], at offset: Int) -> UInt32 {
    var checked = words
    checked.appendWord(UInt32(truncatingIfNeeded: offset))
    checked.appendWord(UInt32(truncatingIfNeeded: offset >> 32))
    return CRC32.checksum(checked)
  }
}

extension [UInt8] {
  mutating func appendWord(_ word: UInt32) {
    for shift in stride(from: UInt32(0), to: 32, by: 8) {
      append(UInt8(truncatingIfNeeded: word >> shift))
    }
  }

  func word(at index: Int) -> UInt32 {
    UInt32(self[index]) | UInt32(self[index + 1]) << 8 | UInt32(self[index + 2]) << 16
      | UInt32(self[index + 3]) << 24
  }
}
