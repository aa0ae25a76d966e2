// A value on its way into the store: bytes, or a measure and the bytes that it measures.

import TableItems

/// An item is stored behind its size. Put together only in the node, it costs no array of its own.
struct StoreValue {
  private let measure: Int?
  private let body: [UInt8]
  private let range: Range<Int>
  /// How many bytes it takes.
  let count: Int

  init(_ bytes: [UInt8]) {
    measure = nil
    body = bytes
    range = 0..<bytes.count
    count = bytes.count
  }

  init(measure: Int, _ item: Item) {
    self.measure = measure
    body = item.bytes
    range = item.start..<item.end
    count = Encoded.bytes(ofLength: measure) + range.count
  }

  func append(to out: inout [UInt8]) {
    if let measure { Encoded.append(length: measure, to: &out) }
    out.append(copying: body.span.extracting(range))
  }

  /// The value in bytes of its own.
  var bytes: [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(count)
    append(to: &out)
    return out
  }

  func write(at start: Int, in out: inout [UInt8]) {
    var place = start
    if let measure {
      var head: [UInt8] = []
      Encoded.append(length: measure, to: &head)
      for byte in head {
        out[place] = byte
        place += 1
      }
    }
    out.replaceSubrange(place..<place + range.count, with: body[range])
  }
}
