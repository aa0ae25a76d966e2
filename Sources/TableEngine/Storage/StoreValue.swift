// A value on its way into the store: bytes, or a measure and the bytes that it measures.

import TableItems

/// An item is stored behind its size. Put together only in the node, it costs no array of its own.
struct StoreValue {
  private let measure: Int?
  private let body: ArraySlice<UInt8>
  /// How many bytes it takes.
  let count: Int

  init(_ bytes: [UInt8]) {
    measure = nil
    body = bytes[...]
    count = bytes.count
  }

  init(measure: Int, _ body: ArraySlice<UInt8>) {
    self.measure = measure
    self.body = body
    count = Encoded.bytes(ofLength: measure) + body.count
  }

  func append(to out: inout [UInt8]) {
    if let measure { Encoded.append(length: measure, to: &out) }
    out.append(contentsOf: body)
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
    out.replaceSubrange(place..<place + body.count, with: body)
  }
}
