// Files as gzip has them: exported ones stored as they are, imported ones however compressed.

/// EVIDENCE: RFC 1952, section 2.3.
enum Gzip {
  /// Not smaller than it was, but what any program takes for gzip.
  static func store(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]
    out.reserveCapacity(bytes.count + bytes.count / 65_535 * 5 + 32)
    var start = 0
    repeat {
      let end = min(start + 65_535, bytes.count)
      let length = UInt16(end - start)
      out.append(end == bytes.count ? 1 : 0)
      for value in [length, ~length] {
        out.append(UInt8(truncatingIfNeeded: value))
        out.append(UInt8(truncatingIfNeeded: value >> 8))
      }
      out += bytes[start..<end]
      start = end
    } while start < bytes.count
    for value in [CRC32.checksum(bytes), UInt32(truncatingIfNeeded: bytes.count)] {
      for shift in [0, 8, 16, 24] { out.append(UInt8(truncatingIfNeeded: value >> UInt32(shift))) }
    }
    return out
  }

  /// One member after the other.
  static func expand(_ bytes: [UInt8], sizeMax: Int) throws(GzipFault) -> [UInt8] {
    var output: [UInt8] = []
    var position = 0
    repeat {
      position = try skipHead(bytes, from: position)
      var inflate = Inflate(bytes, from: position, sizeMax: sizeMax - output.count)
      try inflate.run()
      position = inflate.position
      guard position + 8 <= bytes.count else { throw .ends }
      let member = inflate.output
      guard
        CRC32.checksum(member) == word(bytes, at: position),
        UInt32(truncatingIfNeeded: member.count) == word(bytes, at: position + 4)
      else { throw .broken }
      output += member
      position += 8
    } while position < bytes.count
    return output
  }

  private static func word(_ bytes: [UInt8], at place: Int) -> UInt32 {
    bytes[place..<place + 4].reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }

  private static func skipHead(_ bytes: [UInt8], from start: Int) throws(GzipFault) -> Int {
    guard start + 10 <= bytes.count else { throw .ends }
    guard bytes[start] == 0x1F, bytes[start + 1] == 0x8B, bytes[start + 2] == 8 else {
      throw .broken
    }
    let flags = bytes[start + 3]
    var position = start + 10
    if flags & 4 != 0 {
      guard position + 2 <= bytes.count else { throw .ends }
      position += 2 + Int(bytes[position]) + Int(bytes[position + 1]) << 8
    }
    // A name and a comment, each up to a zero.
    for flag: UInt8 in [8, 16] where flags & flag != 0 {
      guard position <= bytes.count, let end = bytes[position...].firstIndex(of: 0) else {
        throw .ends
      }
      position = end + 1
    }
    if flags & 2 != 0 { position += 2 }
    guard position <= bytes.count else { throw .ends }
    return position
  }
}
