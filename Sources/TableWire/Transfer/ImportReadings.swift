// What an import read, as bytes that can be kept: the items, and how many lines held none; or why
// nothing could be read.

import TableEngine
import TableItems

struct ImportReadings {
  /// Why nothing was read.
  private(set) var failure: TransferFailure?
  /// Lines and rows that hold no item.
  private(set) var unreadable = 0

  private let bytes: [UInt8]
  private var cursor = 1

  private static let items: UInt8 = 1
  private static let failure: UInt8 = 2

  static func bytes(of files: ImportFiles) -> [UInt8] {
    var out = [items]
    Encoded.append(length: files.unreadable, to: &out)
    for item in files.items { append(item.encoded, to: &out) }
    return out
  }

  static func bytes(of failure: TransferFailure) -> [UInt8] {
    var out = [Self.failure]
    append(failure.code.utf8, to: &out)
    append(failure.message.utf8, to: &out)
    return out
  }

  private static func append(_ field: some Collection<UInt8>, to out: inout [UInt8]) {
    Encoded.append(length: field.count, to: &out)
    out.append(contentsOf: field)
  }

  /// Nil for what `bytes(of:)` did not write.
  init?(_ bytes: [UInt8]) {
    self.bytes = bytes
    switch bytes.first {
    case Self.items?:
      guard let count = length() else { return nil }
      unreadable = count
    case Self.failure?:
      guard let code = field(), let message = field(), cursor == bytes.count else { return nil }
      failure = TransferFailure(
        code: String(decoding: code, as: UTF8.self),
        message: String(decoding: message, as: UTF8.self))
    default: return nil
    }
  }

  /// The next item; what is none ends them.
  mutating func next() -> Item? { field().flatMap { Item(checking: Array($0)) } }

  private mutating func field() -> ArraySlice<UInt8>? {
    guard let length = length(), length <= bytes.count - cursor else { return nil }
    defer { cursor += length }
    return bytes[cursor..<cursor + length]
  }

  private mutating func length() -> Int? {
    var value = 0
    var shift = 0
    while cursor < bytes.count, shift < 35 {
      let byte = bytes[cursor]
      cursor += 1
      value |= Int(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    return nil
  }
}
