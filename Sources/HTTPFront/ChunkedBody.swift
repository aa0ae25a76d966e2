// A body in chunks, joined where it stands (RFC 9112 §7.1).

struct ChunkedBody {
  private enum State { case size, data(Int), dataEnd, trailer, done }

  /// What comes next on the wire.
  private(set) var position: Int
  /// Where the joined body ends.
  private(set) var end: Int
  private let start: Int
  private var trailerStart = 0
  private var state = State.size

  init(at start: Int) {
    self.start = start
    position = start
    end = start
  }

  /// Goes on with what has come; true when the body is whole.
  mutating func read(_ bytes: inout [UInt8], limits: HTTPLimits) throws(HTTPFault) -> Bool {
    defer { closeGap(&bytes, limits) }
    while true {
      switch state {
      case .size:
        guard let line = try line(bytes, limits) else { return false }
        let size = try ChunkedBody.size(bytes[line], limits)
        if end - start + size > limits.bodyBytesMax { throw .longBody }
        position = line.upperBound + 2
        state = size == 0 ? .trailer : .data(size)
        trailerStart = position
      case .data(let left):
        let count = min(left, bytes.count - position)
        guard count > 0 else { return false }
        move(count, in: &bytes)
        state = count == left ? .dataEnd : .data(left - count)
      case .dataEnd:
        guard bytes.count >= position + 2 else { return false }
        guard bytes[position] == 0x0D, bytes[position + 1] == 0x0A else { throw .badChunk }
        position += 2
        state = .size
      case .trailer:
        guard let line = try line(bytes, limits) else { return false }
        position = line.upperBound + 2
        guard position - trailerStart <= limits.chunkLineBytesMax else { throw .badChunk }
        if line.isEmpty { state = .done }
      case .done: return true
      }
    }
  }

  /// The line at the position, without its end; nil until it is whole.
  private func line(_ bytes: [UInt8], _ limits: HTTPLimits) throws(HTTPFault) -> Range<Int>? {
    let last = min(bytes.count, position + limits.chunkLineBytesMax)
    for index in position..<max(position, last) {
      if bytes[index] == 0x0A { throw .badChunk }
      guard bytes[index] == 0x0D else { continue }
      guard index + 1 < bytes.count else { return nil }
      guard bytes[index + 1] == 0x0A else { throw .badChunk }
      return position..<index
    }
    if bytes.count - position >= limits.chunkLineBytesMax { throw .badChunk }
    return nil
  }

  /// Hexadecimal; what stands behind a semicolon is an extension that nobody uses.
  private static func size(
    _ line: ArraySlice<UInt8>, _ limits: HTTPLimits
  ) throws(HTTPFault) -> Int {
    let digits = line.prefix { $0 != UInt8(ascii: ";") && $0 != 0x20 && $0 != 0x09 }
    guard !digits.isEmpty else { throw .badChunk }
    var size = 0
    for digit in digits {
      switch digit.lowercased {
      case 0x30...0x39: size = size << 4 | Int(digit - 0x30)
      case 0x61...0x66: size = size << 4 | Int(digit.lowercased - 0x57)
      default: throw .badChunk
      }
      if size > limits.bodyBytesMax { throw .longBody }
    }
    return size
  }

  private mutating func move(_ count: Int, in bytes: inout [UInt8]) {
    if position != end {
      unsafe bytes.withUnsafeMutableBytes { buffer in
        let piece = unsafe UnsafeRawBufferPointer(rebasing: buffer[position..<position + count])
        unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[end...]).copyMemory(from: piece)
      }
    }
    position += count
    end += count
  }

  /// Chunks of one byte are mostly lines: what was read of them does not pile up.
  private mutating func closeGap(_ bytes: inout [UInt8], _ limits: HTTPLimits) {
    guard position - end > limits.keptBytesMax else { return }
    let gap = position - end
    bytes.removeSubrange(end..<position)
    position = end
    trailerStart -= gap
  }
}
