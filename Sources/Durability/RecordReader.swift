// Reads a log record by record, and tells a torn end from damage.

import HostSystem
import TableWire

struct RecordReader: ~Copyable {
  enum Ending: Equatable {
    /// At the end of a record.
    case whole
    /// A record had begun to be written and was never acknowledged.
    case torn(bytes: Int)
  }

  private static let chunkBytes = 4 << 20

  /// Holds the record that was read last.
  private(set) var bytes: [UInt8] = []
  private(set) var ending = Ending.whole
  /// Where in the file the next record begins.
  private(set) var offset: Int
  private let descriptor: Int32
  private let size: Int
  private let path: String
  /// Where the next record begins in `bytes`.
  private var position = 0

  /// Takes the descriptor over; reads all of it unless told what.
  init(_ descriptor: Int32, _ range: Range<Int>?, path: String) throws(StorageFault) {
    offset = range?.lowerBound ?? 0
    do throws(SystemFault) {
      size = if let range { range.upperBound } else { try SystemCalls.status(of: descriptor).size }
    } catch {
      SystemCalls.release(descriptor)
      throw .system(path, error)
    }
    self.descriptor = descriptor
    self.path = path
  }

  deinit { SystemCalls.release(descriptor) }

  /// Where in `bytes` the next record lies; nil at the end.
  mutating func next() throws(StorageFault) -> Range<Int>? {
    let left = size - offset
    guard left > 0 else { return nil }
    guard left >= RecordFrame.headBytes else { return tear(left) }
    try fill(RecordFrame.headBytes)
    guard case .record(let length, let checksum) = RecordFrame.read(bytes, position, at: offset)
    else {
      // A disk that lost its power may have made room for what it did not come to write.
      if try restIsEmpty() { return tear(left) }
      throw damage("the head of a record")
    }
    guard left - RecordFrame.headBytes >= length else { return tear(left) }
    try fill(RecordFrame.headBytes + length)
    let start = position + RecordFrame.headBytes
    guard CRC32.checksum(bytes, in: start..<start + length) == checksum else {
      throw damage("a record")
    }
    position = start + length
    offset += RecordFrame.headBytes + length
    return start..<position
  }

  private mutating func tear(_ left: Int) -> Range<Int>? {
    ending = .torn(bytes: left)
    return nil
  }

  private func damage(_ what: String) -> StorageFault {
    .damaged(path, "\(what) at byte \(offset) of its log is not what was written")
  }

  /// Makes `count` bytes stand at the position; there are as many in the file.
  private mutating func fill(_ count: Int) throws(StorageFault) {
    guard bytes.count - position < count else { return }
    bytes.removeSubrange(..<position)
    position = 0
    while bytes.count < count {
      let start = offset + bytes.count
      let wanted = min(max(RecordReader.chunkBytes, count - bytes.count), size - start)
      guard try read(at: start, upTo: wanted) > 0 else { throw damage("the end") }
    }
  }

  private mutating func read(at start: Int, upTo count: Int) throws(StorageFault) -> Int {
    do throws(SystemFault) {
      return try SystemCalls.read(count, from: descriptor, at: start, into: &bytes)
    } catch { throw .system(path, error) }
  }

  private mutating func restIsEmpty() throws(StorageFault) -> Bool {
    var start = offset
    while start < size {
      bytes.removeAll(keepingCapacity: true)
      position = 0
      let count = try read(at: start, upTo: min(RecordReader.chunkBytes, size - start))
      guard count > 0, bytes.allSatisfy({ $0 == 0 }) else { return false }
      start += count
    }
    return true
  }
}
