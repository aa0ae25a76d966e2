// Bytes from outside that say they are an item: held against the format before anything reads them.

extension Item {
  /// Nil unless the bytes are an item, whole and in order.
  package init?(checking bytes: [UInt8]) {
    var check = EncodingCheck(bytes: bytes)
    guard check.entries(until: bytes.count, depth: 0) else { return nil }
    self.init(bytes)
  }
}

private struct EncodingCheck {
  let bytes: [UInt8]
  private var cursor = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func entries(until end: Int, depth: Int) -> Bool {
    var last: ArraySlice<UInt8>?
    while cursor < end {
      guard let name = measured(until: end) else { return false }
      if let last, compareBytes(last, name) >= 0 { return false }
      last = name
      guard value(until: end, depth: depth) else { return false }
    }
    return cursor == end
  }

  private mutating func measured(until end: Int) -> ArraySlice<UInt8>? {
    var length = 0
    var shift = 0
    while true {
      guard cursor < end, shift <= 28 else { return nil }
      let byte = bytes[cursor]
      cursor += 1
      length |= Int(byte & 0x7F) << shift
      if byte < 0x80 { break }
      shift += 7
    }
    guard length <= end - cursor else { return nil }
    defer { cursor += length }
    return bytes[cursor..<cursor + length]
  }

  private mutating func value(until end: Int, depth: Int) -> Bool {
    guard cursor < end, depth <= ItemWriter.nestingMax else { return false }
    let tag = bytes[cursor]
    switch tag {
    case Encoded.string, Encoded.binary:
      cursor += 1
      return measured(until: end) != nil
    case Encoded.number: return number(until: end)
    case Encoded.falseValue, Encoded.trueValue, Encoded.null:
      cursor += 1
      return true
    case Encoded.list, Encoded.map, Encoded.stringSet, Encoded.numberSet, Encoded.binarySet:
      guard end - cursor >= Encoded.headerBytes else { return false }
      let length = Encoded.word(at: cursor + 1, in: bytes.span)
      let count = Encoded.word(at: cursor + 5, in: bytes.span)
      cursor += Encoded.headerBytes
      guard length <= end - cursor else { return false }
      let limit = cursor + length
      if tag == Encoded.map {
        let start = cursor
        guard entries(until: limit, depth: depth + 1) else { return false }
        return Item(bytes: bytes, start: start, end: limit).count == count
      }
      var seen = 0
      while cursor < limit {
        guard value(until: limit, depth: depth + 1) else { return false }
        seen += 1
      }
      return seen == count
    default: return false
    }
  }

  private mutating func number(until end: Int) -> Bool {
    cursor += 1
    guard cursor < end else { return false }
    let lead = bytes[cursor]
    if lead == 0x80 {
      cursor += 1
      return true
    }
    guard lead == 0x7F || lead == 0x81, end - cursor >= 4 else { return false }
    let flip: UInt8 = lead == 0x7F ? 0xFF : 0
    var index = cursor + 2
    while index < end, bytes[index] != flip {
      guard 1...100 ~= bytes[index] ^ flip else { return false }
      index += 1
    }
    guard index < end, 1...19 ~= index - cursor - 2 else { return false }
    cursor = index + 1
    return true
  }
}
