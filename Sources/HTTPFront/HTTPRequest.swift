// A request as a handler sees it: ranges of the bytes that came, nothing copied.

package enum HTTPMethod: Sendable, Equatable {
  case get, head, post, put, delete, options, other
}

package struct HTTPRequest: Sendable {
  /// What the connection holds: this request stands somewhere in it.
  package let bytes: [UInt8]
  package let method: HTTPMethod
  package let target: Range<Int>
  /// A body that came in chunks has been joined.
  package let body: Range<Int>
  let fields: [HeaderField]

  /// The first field of a name, which must be given in lower case.
  package func field(_ name: StaticString) -> ArraySlice<UInt8>? {
    for field in fields where field.isCalled(name, in: bytes) { return bytes[field.value] }
    return nil
  }

  /// The target without its query.
  package var path: ArraySlice<UInt8> { bytes[target].prefix { $0 != UInt8(ascii: "?") } }
}

/// Where a header field's name and value stand.
struct HeaderField: Sendable, Equatable {
  let name: Range<Int>
  let value: Range<Int>

  func isCalled(_ lowercase: StaticString, in bytes: [UInt8]) -> Bool {
    guard name.count == lowercase.utf8CodeUnitCount else { return false }
    return lowercase.withUTF8Buffer { wanted in
      for offset in 0..<wanted.count {
        let byte = bytes[name.lowerBound + offset]
        guard unsafe byte.lowercased == wanted[offset] else { return false }
      }
      return true
    }
  }
}

extension UInt8 {
  var lowercased: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }

  /// RFC 9110 §5.6.2: what names of methods and fields consist of.
  var isTokenByte: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: return true
    case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x5E...0x60, 0x7C, 0x7E: return true
    default: return false
    }
  }
}
