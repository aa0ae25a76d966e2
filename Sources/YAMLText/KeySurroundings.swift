// The line of a fault and the line above it, where a `:` may lack its space.

import Provenance

struct KeySurroundings {
  /// YAML reads no key beyond this without a `?` before it.
  static let keyLengthMax = 1024

  /// How many characters stand before the fault on its line, if they are one key; 0 otherwise.
  let keyLength: Int
  /// The characters of `key:value` on the last line above that is not blank.
  let keyWithoutSpace: Range<UInt32>?

  init(of character: UInt32, in file: SourceFile) {
    var lineStart = 0
    var seen: UInt32 = 0
    var lineCharacter: UInt32 = 0
    var above: (bytes: Range<Int>, character: UInt32)?
    for (index, byte) in file.bytes.enumerated() {
      if seen >= character, byte & 0xC0 != 0x80 { break }
      if byte & 0xC0 != 0x80 { seen += 1 }
      guard byte == UInt8(ascii: "\n") else { continue }
      if file.bytes[lineStart..<index].contains(where: { $0 > UInt8(ascii: " ") }) {
        above = (lineStart..<index, lineCharacter)
      }
      (lineStart, lineCharacter) = (index + 1, seen)
    }
    let key = Array(file.bytes[lineStart...].prefix(Int(character - lineCharacter)))
    let holdsValue = zip(key, key.dropFirst()).contains { $0 == (0x3A, 0x20) }
    keyLength = holdsValue ? 0 : Int(character - lineCharacter)
    keyWithoutSpace = above.flatMap { above in
      KeySurroundings.pair(in: file.bytes[above.bytes], from: above.character)
    }
  }

  private static func pair(
    in line: ArraySlice<UInt8>, from character: UInt32
  ) -> Range<UInt32>? {
    let written = line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "-") }
    let key = written.prefix { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "_-".utf8.contains(byte)
    }
    let rest = written.dropFirst(key.count)
    guard !key.isEmpty, rest.first == UInt8(ascii: ":"), let next = rest.dropFirst().first,
      next > UInt8(ascii: " "), next != UInt8(ascii: ":"), next != UInt8(ascii: "/")
    else { return nil }
    let value = rest.prefix { $0 > UInt8(ascii: " ") }.count { $0 & 0xC0 != 0x80 }
    // What precedes the value is ASCII, so its bytes are its characters.
    let start = character + UInt32(written.startIndex - line.startIndex)
    return start..<start + UInt32(key.count + value)
  }
}
