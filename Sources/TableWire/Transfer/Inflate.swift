// Reads what `deflate` compressed, as RFC 1951 has it.

/// Why a text is no gzip: it ends early, says what cannot be, or would be larger than is taken.
struct GzipFault: Error, Sendable, Equatable {
  let message: String

  static let ends = GzipFault(message: "the compressed data ends early")
  static let broken = GzipFault(message: "the compressed data is damaged")
  static let tooLarge = GzipFault(message: "the data is larger than the simulator takes")
}

struct Inflate {
  private let bytes: [UInt8]
  private(set) var position: Int
  private var held: UInt32 = 0
  private var heldBits = 0
  private let sizeMax: Int
  private(set) var output: [UInt8] = []

  init(_ bytes: [UInt8], from position: Int, sizeMax: Int) {
    self.bytes = bytes
    self.position = position
    self.sizeMax = sizeMax
  }

  /// All blocks; afterwards `position` is behind the last byte that was used.
  mutating func run() throws(GzipFault) {
    var isLast = false
    while !isLast {
      isLast = try bits(1) == 1
      switch try bits(2) {
      case 0: try copyStored()
      case 1: try decode(Inflate.fixedLengths, Inflate.fixedDistances)
      case 2:
        let (lengths, distances) = try readTables()
        try decode(lengths, distances)
      default: throw .broken
      }
    }
    heldBits = 0
    held = 0
  }

  private mutating func bits(_ count: Int) throws(GzipFault) -> Int {
    while heldBits < count {
      guard position < bytes.count else { throw .ends }
      held |= UInt32(bytes[position]) << UInt32(heldBits)
      position += 1
      heldBits += 8
    }
    let value = held & ((1 << UInt32(count)) - 1)
    held >>= UInt32(count)
    heldBits -= count
    return Int(value)
  }

  private mutating func append(_ byte: UInt8) throws(GzipFault) {
    guard output.count < sizeMax else { throw .tooLarge }
    output.append(byte)
  }

  private mutating func copyStored() throws(GzipFault) {
    held = 0
    heldBits = 0
    guard position + 4 <= bytes.count else { throw .ends }
    let length = Int(bytes[position]) | Int(bytes[position + 1]) << 8
    let check = Int(bytes[position + 2]) | Int(bytes[position + 3]) << 8
    guard length == ~check & 0xFFFF else { throw .broken }
    position += 4
    guard position + length <= bytes.count else { throw .ends }
    guard output.count + length <= sizeMax else { throw .tooLarge }
    output += bytes[position..<position + length]
    position += length
  }

  // MARK: - Codes

  /// A code as the count of its words of each length, and its symbols in their order.
  private struct PrefixCode {
    var counts = [Int](repeating: 0, count: 16)
    var symbols: [Int]

    /// Nil where more words are asked for than there can be.
    init?(_ lengths: [Int]) {
      symbols = [Int](repeating: 0, count: lengths.count)
      for length in lengths { counts[length] += 1 }
      var left = 1
      for length in 1..<16 {
        left = left * 2 - counts[length]
        if left < 0 { return nil }
      }
      var next = [Int](repeating: 0, count: 16)
      for length in 1..<15 { next[length + 1] = next[length] + counts[length] }
      for (symbol, length) in lengths.enumerated() where length > 0 {
        symbols[next[length]] = symbol
        next[length] += 1
      }
      counts[0] = 0
    }
  }

  private mutating func symbol(_ code: PrefixCode) throws(GzipFault) -> Int {
    var (word, first, index) = (0, 0, 0)
    for length in 1..<16 {
      word |= try bits(1)
      let count = code.counts[length]
      if word - count < first { return code.symbols[index + word - first] }
      index += count
      first = (first + count) * 2
      word *= 2
    }
    throw .broken
  }

  private static let fixedLengths = PrefixCode(
    [Int](repeating: 8, count: 144) + [Int](repeating: 9, count: 112)
      + [Int](repeating: 7, count: 24) + [Int](repeating: 8, count: 8))
  private static let fixedDistances = PrefixCode([Int](repeating: 5, count: 30))

  private static let lengthStarts = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258,
  ]
  private static let distanceStarts = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1_025, 1_537,
    2_049, 3_073, 4_097, 6_145, 8_193, 12_289, 16_385, 24_577,
  ]
  private static let tableOrder = [
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
  ]

  private mutating func readTables() throws(GzipFault) -> (PrefixCode?, PrefixCode?) {
    let lengthCount = try bits(5) + 257
    let distanceCount = try bits(5) + 1
    let tableCount = try bits(4) + 4
    var tableLengths = [Int](repeating: 0, count: 19)
    for index in 0..<tableCount { tableLengths[Inflate.tableOrder[index]] = try bits(3) }
    guard let table = PrefixCode(tableLengths) else { throw .broken }
    var lengths: [Int] = []
    while lengths.count < lengthCount + distanceCount {
      switch try symbol(table) {
      case 16:
        guard let last = lengths.last else { throw .broken }
        lengths += [Int](repeating: last, count: try bits(2) + 3)
      case 17: lengths += [Int](repeating: 0, count: try bits(3) + 3)
      case 18: lengths += [Int](repeating: 0, count: try bits(7) + 11)
      case let length: lengths.append(length)
      }
    }
    guard lengths.count == lengthCount + distanceCount else { throw .broken }
    return (PrefixCode(Array(lengths[..<lengthCount])), PrefixCode(Array(lengths[lengthCount...])))
  }

  private mutating func decode(_ lengths: PrefixCode?, _ distances: PrefixCode?) throws(GzipFault) {
    guard let lengths, let distances else { throw .broken }
    while true {
      let word = try symbol(lengths)
      if word < 256 {
        try append(UInt8(word))
        continue
      }
      if word == 256 { return }
      let place = word - 257
      guard place < Inflate.lengthStarts.count else { throw .broken }
      let more = place < 8 || place == 28 ? 0 : place / 4 - 1
      let length = Inflate.lengthStarts[place] + (try bits(more))
      let far = try symbol(distances)
      guard far < Inflate.distanceStarts.count else { throw .broken }
      let distance = Inflate.distanceStarts[far] + (try bits(far < 4 ? 0 : far / 2 - 1))
      guard distance <= output.count else { throw .broken }
      try copy(length, from: distance)
    }
  }

  /// What was written before, again; it may reach into what it writes.
  private mutating func copy(_ length: Int, from distance: Int) throws(GzipFault) {
    guard output.count + length <= sizeMax else { throw .tooLarge }
    for _ in 0..<length { output.append(output[output.count - distance]) }
  }
}
